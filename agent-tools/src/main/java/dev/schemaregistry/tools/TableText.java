package dev.schemaregistry.tools;

import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.sql.SqlNames;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.summary.FieldTypes;
import dev.schemaregistry.summary.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A table's parts in as few words as carry their meaning; what is usual is left out, such as "null". */
final class TableText {
    private static final int LABELS = 20;
    private static final int COMMENT = 120;
    private static final int EXPRESSION = 120;

    private final Table table;
    private final UnaryOperator<String> spelling;
    private final Set<String> primary;
    private final Set<String> unique = new HashSet<>();
    private final Map<String, ForeignKey> references = new HashMap<>();

    /** @param sourceType the word for the kind of source, which decides how names are spelt in a query */
    TableText(Table table, String sourceType) {
        this.table = table;
        this.spelling = Dialect.ofSourceType(sourceType)
                .filter(Dialect::isSql)
                .<UnaryOperator<String>>map(dialect -> name -> SqlNames.written(dialect, name))
                .orElse(UnaryOperator.identity());
        this.primary = table.primaryKey().map(key -> Set.copyOf(key.fields())).orElse(Set.of());
        table.uniqueKeys().stream()
                .filter(key -> key.fields().size() == 1)
                .forEach(key -> unique.add(key.fields().get(0)));
        table.foreignKeys().stream()
                .filter(key -> key.fields().size() == 1)
                .forEach(key -> references.putIfAbsent(key.fields().get(0), key));
    }

    /** A name as it must stand in a query. */
    String spelt(String name) {
        return PlainText.line(spelling.apply(name), 130);
    }

    /** Names between brackets. */
    String spelt(List<String> names) {
        return names.stream().map(this::spelt).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Type and what else is to know of a field, without its name: {@code integer not null -> customers.id}. */
    String column(Field field) {
        StringBuilder out = new StringBuilder(type(field));
        out.append(field.isMasked() ? " masked" : "");
        if (primary.contains(field.name())) {
            out.append(" pk");
        } else if (!field.nullable()) {
            out.append(" not null");
        }
        if (unique.contains(field.name())) {
            out.append(" unique");
        }
        if (references.containsKey(field.name())) {
            ForeignKey key = references.get(field.name());
            out.append(" -> ").append(PlainText.line(key.referencedTable().text(), 130));
            out.append('.').append(spelt(key.referencedFields().get(0)));
        }
        out.append(made(field));
        field.presence()
                .ifPresent(share ->
                        out.append(" in ").append(Math.round(share * 100)).append('%'));
        field.comment()
                .map(comment -> SafeText.line(comment.strip(), COMMENT))
                .filter(comment -> !comment.isEmpty())
                .ifPresent(comment -> out.append(" -- ").append(comment));
        return out.toString();
    }

    /** Keys of several fields; those of one stand beside their field. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        table.primaryKey()
                .filter(key -> key.fields().size() > 1)
                .ifPresent(key -> keys.add("pk " + spelt(key.fields())));
        for (Key key : table.uniqueKeys()) {
            if (key.fields().size() > 1) {
                keys.add("unique " + spelt(key.fields()));
            }
        }
        for (ForeignKey key : table.foreignKeys()) {
            if (key.fields().size() > 1
                    || !key.equals(references.get(key.fields().get(0)))) {
                keys.add(spelt(key.fields()) + " -> "
                        + PlainText.line(key.referencedTable().text(), 130) + spelt(key.referencedFields()));
            }
        }
        return keys;
    }

    /** Indexes that no key implies. */
    List<String> indexes() {
        Set<List<String>> keys = new HashSet<>();
        table.primaryKey().ifPresent(key -> keys.add(key.fields()));
        table.uniqueKeys().forEach(key -> keys.add(key.fields()));
        return table.indexes().stream()
                .filter(index -> !(index.unique() && index.predicate().isEmpty() && keys.contains(fields(index))))
                .map(TableText::index)
                .toList();
    }

    List<String> checks() {
        return table.checks().stream()
                .map(check -> PlainText.line(check.expression(), EXPRESSION))
                .toList();
    }

    /** A name for a reader, quoted where it is not a plain word. */
    static String name(String name) {
        return SafeText.name(name, 130);
    }

    static String list(List<String> names) {
        return names.stream().map(TableText::name).collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<String> fields(Index index) {
        return index.parts().stream().map(Index.Part::text).toList();
    }

    private static String index(Index index) {
        String parts = index.parts().stream()
                .map(part -> PlainText.line(part.text(), EXPRESSION) + (part.descending() ? " desc" : ""))
                .collect(Collectors.joining(", ", "(", ")"));
        String method = index.method().isEmpty() || index.method().equals("btree") ? "" : index.method() + ' ';
        String where = index.predicate()
                .map(rule -> " where " + PlainText.line(rule, EXPRESSION))
                .orElse("");
        return (index.unique() ? "unique " : "") + method + parts + where;
    }

    private static String made(Field field) {
        Generation generation = field.generation();
        return switch (generation.kind()) {
            case NONE ->
                field.defaultExpression()
                        .map(value -> " default " + PlainText.line(value, 60))
                        .orElse("");
            case IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT, AUTO_INCREMENT -> " generated";
            case STORED, VIRTUAL ->
                " generated"
                        + generation
                                .expression()
                                .map(e -> " as " + PlainText.line(e, 60))
                                .orElse("");
        };
    }

    static String type(Field field) {
        String type = shortened(FieldTypes.text(field));
        if (field.type() instanceof DataType.Enumeration choice
                && !field.nativeType().isBlank()) {
            type += ' ' + labels(choice);
        }
        return PlainText.line(type, 300);
    }

    private static String labels(DataType.Enumeration choice) {
        String more = choice.labels().size() > LABELS ? ", …" + (choice.labels().size() - LABELS) + " more" : "";
        return choice.labels().stream()
                .limit(LABELS)
                .map(label -> '\'' + PlainText.line(label, 40) + '\'')
                .collect(Collectors.joining(", ", "{", more + "}"));
    }

    /** PostgreSQL's own short names for its long ones. */
    private static String shortened(String nativeType) {
        return nativeType
                .replace("character varying", "varchar")
                .replace("timestamp without time zone", "timestamp")
                .replace("timestamp with time zone", "timestamptz")
                .replace("double precision", "float8");
    }
}
