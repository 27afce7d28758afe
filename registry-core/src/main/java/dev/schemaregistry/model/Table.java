package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schema of one table, view, collection, channel or the like.
 *
 * <p>Fields keep the source's order; keys, checks and indexes are sorted by name. Row counts and sizes are not here: see
 * {@link TableStatistics}.
 *
 * @param comment the source's comment; hostile text, to be fenced before a model or terminal sees it
 * @param stableId an id that survives a rename at the source, such as PostgreSQL's OID; not part of the fingerprint
 * @param definition a view's query as the source prints it
 * @param properties facts of one source kind, such as {@code strict}; sorted by key
 */
public record Table(
        TableName name,
        TableKind kind,
        List<Field> fields,
        Optional<Key> primaryKey,
        List<Key> uniqueKeys,
        List<ForeignKey> foreignKeys,
        List<Check> checks,
        List<Index> indexes,
        Optional<String> comment,
        Optional<String> definition,
        Provenance provenance,
        Optional<String> stableId,
        Map<String, String> properties) {

    /** The property that is {@code false} where the registry's role may not read the table's rows. */
    public static final String READABLE = "readable";

    public Table {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(primaryKey, "primaryKey");
        requireNonNull(comment, "comment");
        requireNonNull(definition, "definition");
        requireNonNull(provenance, "provenance");
        requireNonNull(stableId, "stableId");
        fields = List.copyOf(fields);
        Field.requireDistinctNames(fields);
        uniqueKeys = Sorted.by(k -> k.name() + '\0' + k.fields(), uniqueKeys);
        foreignKeys = Sorted.by(k -> k.name() + '\0' + k.fields() + k.referencedTable(), foreignKeys);
        checks = Sorted.by(c -> c.name() + '\0' + c.expression(), checks);
        indexes = Sorted.by(Index::name, indexes);
        properties = Sorted.copyOf(properties);
    }

    /** Whether the role that the registry reads with may read the table's rows, as far as the source tells. */
    public boolean isReadable() {
        return !"false".equals(properties.get(READABLE));
    }

    /** Whether a policy withholds some of its fields, or fields inside of them. */
    public boolean hasWithheld() {
        return fields.stream().anyMatch(Field::isWithheld);
    }

    /** The field of that exact name. */
    public Optional<Field> findField(String fieldName) {
        return fields.stream().filter(f -> f.name().equals(fieldName)).findFirst();
    }

    /** Whether there is a field at the end of a dotted path through documents, lists of them included. */
    public boolean hasField(String path) {
        return hasField(fields, path);
    }

    private static boolean hasField(List<Field> fields, String path) {
        return fields.stream()
                .anyMatch(field -> path.equals(field.name())
                        || (path.startsWith(field.name() + '.')
                                && hasInside(
                                        field.type(),
                                        path.substring(field.name().length() + 1))));
    }

    private static boolean hasInside(DataType type, String path) {
        if (type instanceof DataType.Struct struct) {
            return hasField(struct.fields(), path);
        }
        if (type instanceof DataType.Array array) {
            return hasInside(array.element(), path);
        }
        return type instanceof DataType.Union union
                && union.members().stream().anyMatch(member -> hasInside(member, path));
    }

    /** Starts a table of a kind; add what is known. */
    public static Builder builder(TableName name, TableKind kind) {
        return new Builder(name, kind);
    }

    /** A builder that starts with everything this table holds. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects the parts of a table. Confined to one thread. */
    public static final class Builder {
        private TableName name;
        private TableKind kind;
        private List<Field> fields = List.of();
        private Optional<Key> primaryKey = Optional.empty();
        private List<Key> uniqueKeys = List.of();
        private List<ForeignKey> foreignKeys = List.of();
        private List<Check> checks = List.of();
        private List<Index> indexes = List.of();
        private Optional<String> comment = Optional.empty();
        private Optional<String> definition = Optional.empty();
        private Provenance provenance = Provenance.DECLARED;
        private Optional<String> stableId = Optional.empty();
        private Map<String, String> properties = Map.of();

        private Builder(TableName name, TableKind kind) {
            this.name = name;
            this.kind = kind;
        }

        private Builder(Table table) {
            this(table.name, table.kind);
            fields = table.fields;
            primaryKey = table.primaryKey;
            uniqueKeys = table.uniqueKeys;
            foreignKeys = table.foreignKeys;
            checks = table.checks;
            indexes = table.indexes;
            comment = table.comment;
            definition = table.definition;
            provenance = table.provenance;
            stableId = table.stableId;
            properties = table.properties;
        }

        public Builder name(TableName value) {
            name = value;
            return this;
        }

        public Builder kind(TableKind value) {
            kind = value;
            return this;
        }

        public Builder fields(List<Field> value) {
            fields = value;
            return this;
        }

        public Builder fields(Field... value) {
            fields = List.of(value);
            return this;
        }

        public Builder primaryKey(Key value) {
            primaryKey = Optional.of(value);
            return this;
        }

        public Builder primaryKey(Optional<Key> value) {
            primaryKey = value;
            return this;
        }

        public Builder uniqueKeys(List<Key> value) {
            uniqueKeys = value;
            return this;
        }

        public Builder foreignKeys(List<ForeignKey> value) {
            foreignKeys = value;
            return this;
        }

        public Builder checks(List<Check> value) {
            checks = value;
            return this;
        }

        public Builder indexes(List<Index> value) {
            indexes = value;
            return this;
        }

        public Builder comment(Optional<String> value) {
            comment = value;
            return this;
        }

        public Builder comment(String value) {
            comment = Optional.of(value);
            return this;
        }

        public Builder definition(Optional<String> value) {
            definition = value;
            return this;
        }

        public Builder provenance(Provenance value) {
            provenance = value;
            return this;
        }

        public Builder stableId(String value) {
            stableId = Optional.of(value);
            return this;
        }

        public Builder stableId(Optional<String> value) {
            stableId = value;
            return this;
        }

        public Builder properties(Map<String, String> value) {
            properties = value;
            return this;
        }

        public Table build() {
            return new Table(
                    name,
                    kind,
                    fields,
                    primaryKey,
                    uniqueKeys,
                    foreignKeys,
                    checks,
                    indexes,
                    comment,
                    definition,
                    provenance,
                    stableId,
                    properties);
        }
    }
}
