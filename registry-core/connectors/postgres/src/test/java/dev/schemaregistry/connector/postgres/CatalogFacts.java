package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Deferral;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.ForeignKey.Action;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a snapshot as the lines that the server's catalogs would give: a kind, a name, and a definition in the server's words. What
 * the snapshot lost or misread cannot be written.
 */
final class CatalogFacts {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private static final Map<TableKind, String> KINDS = Map.of(
            TableKind.TABLE, "r",
            TableKind.VIEW, "v",
            TableKind.MATERIALIZED_VIEW, "m",
            TableKind.PARTITIONED_TABLE, "p",
            TableKind.FOREIGN_TABLE, "f");

    private static final Map<Generation.Kind, String> GENERATIONS = Map.of(
            Generation.Kind.NONE, "|",
            Generation.Kind.IDENTITY_ALWAYS, "a|",
            Generation.Kind.IDENTITY_BY_DEFAULT, "d|",
            Generation.Kind.STORED, "|s");

    private final Set<String> keywords;
    private final String defaultNamespace;
    private final NavigableSet<String> facts = new TreeSet<>();

    private CatalogFacts(Set<String> keywords, String defaultNamespace) {
        this.keywords = keywords;
        this.defaultNamespace = defaultNamespace;
    }

    /**
     * All facts of a snapshot.
     *
     * @param keywords the words that the server quotes when they are names
     */
    static NavigableSet<String> of(Snapshot snapshot, Set<String> keywords) {
        CatalogFacts facts = new CatalogFacts(keywords, snapshot.defaultNamespace());
        snapshot.tables().forEach(facts::add);
        return facts.facts;
    }

    private void add(Table table) {
        String name = name(table.name());
        add("schema", quoted(namespace(table.name())), "");
        add("relation", name, relation(table));
        for (Field field : table.fields()) {
            add("column", name + '.' + quoted(field.name()), column(field));
            addTypes(field);
        }
        table.primaryKey().ifPresent(key -> addKey(table, name, "PRIMARY KEY", key));
        table.uniqueKeys().forEach(key -> addKey(table, name, "UNIQUE", key));
        for (ForeignKey key : table.foreignKeys()) {
            add("constraint", name + '.' + quoted(key.name()), foreignKey(key));
        }
        for (Check check : table.checks()) {
            add("constraint", name + '.' + quoted(check.name()), check.expression());
        }
        for (Index index : table.indexes()) {
            add("index", quoted(namespace(table.name())) + '.' + quoted(index.name()), index(table, index));
        }
        table.definition().ifPresent(definition -> add("view", name, definition));
    }

    private void add(String kind, String name, String text) {
        facts.add(kind + '\t' + name + '\t' + text.replace("\n", "\\n").replace('\t', ' '));
    }

    private static String relation(Table table) {
        Map<String, String> properties = table.properties();
        String security = properties.getOrDefault("row_security", "");
        return Stream.of(
                        Optional.ofNullable(KINDS.get(table.kind())),
                        Optional.of(properties.containsKey("persistence") ? "u" : "p"),
                        Optional.of(security.startsWith("enabled") ? "t" : "f"),
                        Optional.of(security.contains("forced") ? "t" : "f"),
                        Optional.ofNullable(properties.get("options")).map(options -> '{' + options + '}'),
                        Optional.ofNullable(properties.get("partition_key")),
                        Optional.ofNullable(properties.get("partition_bound")),
                        Optional.ofNullable(properties.get("partition_of")).map(parent -> "public." + parent),
                        Optional.ofNullable(properties.get("inherits")).map(parent -> "public." + parent))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("|"));
    }

    private static String column(Field field) {
        boolean notNull = !field.nullable() && !field.properties().containsKey("domain_not_null");
        List<String> parts = new ArrayList<>(List.of(field.nativeType(), notNull ? "t" : "f"));
        field.defaultExpression().or(() -> field.generation().expression()).ifPresent(parts::add);
        parts.add(GENERATIONS.get(field.generation().kind()));
        Optional.ofNullable(field.properties().get("collation")).ifPresent(parts::add);
        return String.join("|", parts);
    }

    private void addTypes(Field field) {
        Map<String, String> properties = field.properties();
        if (properties.containsKey("domain_type")) {
            String text = properties.get("domain_type") + '|' + (properties.containsKey("domain_not_null") ? "t" : "f");
            String preset = Optional.ofNullable(properties.get("domain_default"))
                    .map(expression -> '|' + expression)
                    .orElse("");
            add("domain", field.nativeType(), text + preset);
            Optional.ofNullable(properties.get("domain_check"))
                    .ifPresent(rule -> add("domain check", field.nativeType(), rule));
        }
        addEnumerations(field.type());
    }

    private void addEnumerations(DataType type) {
        if (type instanceof DataType.Array array) {
            addEnumerations(array.element());
        }
        if (type instanceof DataType.Struct struct) {
            struct.fields().forEach(field -> addEnumerations(field.type()));
        }
        if (type instanceof DataType.Enumeration enumeration) {
            String labels = enumeration.labels().stream()
                    .map(label -> '\'' + label.replace("'", "''") + '\'')
                    .collect(Collectors.joining(","));
            add("enum", enumeration.name().orElseThrow(), labels);
        }
    }

    private void addKey(Table table, String tableName, String words, Key key) {
        String included = table.indexes().stream()
                .filter(index ->
                        index.name().equals(key.name()) && !index.includes().isEmpty())
                .map(index -> " INCLUDE (" + quoted(index.includes()) + ')')
                .collect(Collectors.joining());
        String nulls = key.nullsDistinct() ? "" : " NULLS NOT DISTINCT";
        String text = words + nulls + " (" + quoted(key.fields()) + ')' + included + deferral(key.deferral());
        add("constraint", tableName + '.' + quoted(key.name()), text);
    }

    private String foreignKey(ForeignKey key) {
        return "FOREIGN KEY (" + quoted(key.fields()) + ") REFERENCES " + name(key.referencedTable()) + '('
                + quoted(key.referencedFields()) + ')' + (key.matchFull() ? " MATCH FULL" : "")
                + action(" ON UPDATE ", key.onUpdate()) + action(" ON DELETE ", key.onDelete())
                + deferral(key.deferral());
    }

    private static String action(String words, Action action) {
        return action == Action.NO_ACTION ? "" : words + action.name().replace('_', ' ');
    }

    private static String deferral(Deferral deferral) {
        return switch (deferral) {
            case NOT_DEFERRABLE -> "";
            case INITIALLY_IMMEDIATE -> " DEFERRABLE";
            case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
    }

    /** From its parts, but for operator classes and the like, which only the kept definition tells. */
    private String index(Table table, Index index) {
        String rebuilt = "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + quoted(index.name()) + " ON "
                + (table.kind() == TableKind.PARTITIONED_TABLE ? "ONLY " : "") + name(table.name()) + " USING "
                + index.method() + " ("
                + index.parts().stream().map(this::part).collect(Collectors.joining(", ")) + ')'
                + (index.includes().isEmpty() ? "" : " INCLUDE (" + quoted(index.includes()) + ')')
                + index.predicate().map(predicate -> " WHERE " + predicate).orElse("");
        boolean plain = !index.properties().containsKey("operator_classes")
                && !index.definition().orElse("").matches(".*(NULLS|COLLATE|WITH) .*");
        String definition = plain ? rebuilt : index.definition().orElseThrow();
        return definition + '|' + (index.properties().containsKey("invalid") ? "f" : "t");
    }

    private String part(Index.Part part) {
        return (part.expression() ? part.text() : quoted(part.text())) + (part.descending() ? " DESC" : "");
    }

    private String name(TableName name) {
        return quoted(namespace(name)) + '.' + quoted(name.name());
    }

    private String namespace(TableName name) {
        return name.namespace().isEmpty() ? defaultNamespace : name.namespace();
    }

    private String quoted(List<String> names) {
        return names.stream().map(this::quoted).collect(Collectors.joining(", "));
    }

    private String quoted(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !keywords.contains(name.toLowerCase(Locale.ROOT));
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
