package dev.schemaregistry.contract.dialects;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What names mean in one SELECT. Names are compared without regard to case. */
final class NameScope {
    private final Optional<NameScope> outer;
    private final List<Item> items = new ArrayList<>();
    private final Set<String> own = new HashSet<>();
    private final Set<String> commonTables = new HashSet<>();

    NameScope(Optional<NameScope> outer) {
        this.outer = outer;
    }

    void add(String alias, Optional<Table> table) {
        items.add(new Item(alias, table));
    }

    /** A name that the query itself gives, such as that of a result column. */
    void addOwn(String name) {
        own.add(name.toLowerCase(Locale.ROOT));
    }

    void addCommonTable(String name) {
        commonTables.add(name.toLowerCase(Locale.ROOT));
    }

    boolean isCommonTable(String name) {
        return commonTables.contains(name.toLowerCase(Locale.ROOT))
                || outer.filter(scope -> scope.isCommonTable(name)).isPresent();
    }

    /** The item of that alias, from the inside out. */
    Optional<Item> find(String alias) {
        return items.stream()
                .filter(item -> item.alias.equalsIgnoreCase(alias))
                .findFirst()
                .or(() -> outer.flatMap(scope -> scope.find(alias)));
    }

    /** Whether a column may be meant: a table has it, the query gives it, or something here is not known. */
    boolean mayHave(String column) {
        boolean here =
                own.contains(column.toLowerCase(Locale.ROOT)) || items.stream().anyMatch(item -> item.mayHave(column));
        return here || outer.filter(scope -> scope.mayHave(column)).isPresent();
    }

    /** The names of all columns that can be told, this level and those around it. */
    Stream<String> columns() {
        Stream<String> here = items.stream().flatMap(item -> item.columns());
        return Stream.concat(here, outer.stream().flatMap(NameScope::columns));
    }

    Stream<String> aliases() {
        Stream<String> here = items.stream().map(Item::alias);
        return Stream.concat(here, outer.stream().flatMap(NameScope::aliases));
    }

    List<Item> items() {
        return items;
    }

    /** Something to read from; without a table nothing is known of its columns. */
    record Item(String alias, Optional<Table> table) {
        boolean mayHave(String column) {
            return table.isEmpty() || field(column).isPresent();
        }

        Optional<Field> field(String column) {
            return table.stream()
                    .flatMap(known -> known.fields().stream())
                    .filter(field -> field.name().equalsIgnoreCase(column))
                    .findFirst();
        }

        Stream<String> columns() {
            return table.stream().flatMap(known -> known.fields().stream()).map(Field::name);
        }
    }
}
