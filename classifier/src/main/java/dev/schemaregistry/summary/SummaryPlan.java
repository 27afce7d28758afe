package dev.schemaregistry.summary;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All that a summary could show, the most important first: the chosen tables' names, then their keys and joins, matched fields,
 * described fields, the rest; then the other tables one by one, first without types, then all there is to say of them. A prefix of it is
 * what the budget buys.
 */
final class SummaryPlan {
    private static final int NAME_ONLY = -1;
    private static final int TYPES = -2;
    /** At the full level the first of the other tables get their types before the next are named. */
    private static final int NEAREST = 5;

    private final List<SummaryTable> tables;
    private final List<List<Field>> fields;
    private final List<Item> items = new ArrayList<>();

    SummaryPlan(List<SummaryTable> tables, SummaryLevel level) {
        this.tables = tables;
        this.fields = tables.stream()
                .map(table -> FieldPaths.readable(table.version().table()))
                .toList();
        Set<Ends> joined = new HashSet<>();
        tables.stream().filter(SummaryTable::chosen).forEach(t -> joined.add(Ends.of(t)));
        IntStream.range(0, tables.size())
                .filter(i -> tables.get(i).chosen())
                .forEach(i -> items.add(new Item(i, NAME_ONLY)));
        if (level != SummaryLevel.NAMES) {
            for (Importance importance : Importance.values()) {
                IntStream.range(0, tables.size())
                        .filter(i -> tables.get(i).chosen())
                        .forEach(i -> addFields(i, importance, joined));
            }
        }
        List<Integer> others = IntStream.range(0, tables.size())
                .filter(i -> !tables.get(i).chosen())
                .boxed()
                .toList();
        int first = level == SummaryLevel.FULL ? Math.min(NEAREST, others.size()) : others.size();
        addOthers(others.subList(0, first), level, joined);
        addOthers(others.subList(first, others.size()), level, joined);
    }

    private void addOthers(List<Integer> others, SummaryLevel level, Set<Ends> joined) {
        for (int table : others) {
            items.add(new Item(table, NAME_ONLY));
            if (level != SummaryLevel.NAMES) {
                for (Importance importance : Importance.values()) {
                    addFields(table, importance, joined);
                }
            }
        }
        if (level != SummaryLevel.NAMES) {
            others.forEach(table -> items.add(new Item(table, TYPES)));
        }
    }

    private void addFields(int table, Importance importance, Set<Ends> joined) {
        List<Field> all = fields.get(table);
        for (int field = 0; field < all.size(); field++) {
            if (Importance.of(tables.get(table), all.get(field), joined) == importance) {
                items.add(new Item(table, field));
            }
        }
    }

    int size() {
        return items.size();
    }

    /** The text whose tokens the item costs, about. */
    String costText(int item, SummaryLevel level) {
        Item costly = items.get(item);
        Table table = tables.get(costly.table).version().table();
        if (costly.field == TYPES) {
            return fields.get(costly.table).stream()
                    .map(field -> FieldText.of(table, field, level == SummaryLevel.FULL))
                    .map(text -> text.compact() + text.comment().orElse(""))
                    .collect(Collectors.joining(", "));
        }
        if (costly.field == NAME_ONLY) {
            TableSelection named = new TableSelection(tables.get(costly.table).version(), List.of(), 0, false);
            boolean chosen = tables.get(costly.table).chosen();
            return (chosen || level == SummaryLevel.NAMES ? named.name() : named.localName()) + "()\n"
                    + (chosen && level == SummaryLevel.FULL ? named.comment().orElse("") + " -- 1.0.0" : "");
        }
        FieldText text = FieldText.of(table, fields.get(costly.table).get(costly.field), level == SummaryLevel.FULL);
        if (!tables.get(costly.table).chosen()) {
            return text.name() + ", ";
        }
        return text.compact()
                + text.comment().map(comment -> " -- \"" + comment + "\"").orElse("") + ", ";
    }

    /** What the first items show. */
    Selection first(int count, SummaryLevel level) {
        BitSet[] shown = new BitSet[tables.size()];
        BitSet typed = new BitSet();
        for (Item item : items.subList(0, count)) {
            if (shown[item.table] == null) {
                shown[item.table] = new BitSet();
            }
            if (item.field == TYPES) {
                typed.set(item.table);
            } else if (item.field != NAME_ONLY) {
                shown[item.table].set(item.field);
            }
        }
        List<TableSelection> selected = new ArrayList<>();
        int leftOut = 0;
        for (int i = 0; i < tables.size(); i++) {
            BitSet chosen = shown[i];
            if (chosen == null) {
                leftOut++;
                continue;
            }
            List<Field> all = fields.get(i);
            int omitted = level == SummaryLevel.NAMES ? 0 : all.size() - chosen.cardinality();
            boolean brief = level != SummaryLevel.NAMES && !tables.get(i).chosen() && !typed.get(i);
            selected.add(new TableSelection(
                    tables.get(i).version(), chosen.stream().mapToObj(all::get).toList(), omitted, brief));
        }
        return new Selection(selected, leftOut);
    }

    private record Item(int table, int field) {}

    private record Ends(String source, TableName table) {
        static Ends of(SummaryTable table) {
            return new Ends(
                    table.version().ref().source().value(),
                    table.version().ref().table());
        }
    }

    /** What survives first, in this order. */
    private enum Importance {
        KEY,
        MATCHED,
        DESCRIBED,
        REST;

        static Importance of(SummaryTable table, Field field, Set<Ends> joined) {
            if (isKey(table, field.name(), joined)) {
                return KEY;
            }
            if (table.matchedFields().contains(field.name())) {
                return MATCHED;
            }
            return field.comment().isPresent() ? DESCRIBED : REST;
        }

        private static boolean isKey(SummaryTable table, String field, Set<Ends> joined) {
            Table schema = table.version().table();
            if (schema.primaryKey().map(Key::fields).orElse(List.of()).contains(field)) {
                return true;
            }
            String source = table.version().ref().source().value();
            return schema.foreignKeys().stream()
                    .filter(key -> joined.contains(new Ends(source, key.referencedTable())))
                    .map(ForeignKey::fields)
                    .anyMatch(fields -> fields.contains(field));
        }
    }
}
