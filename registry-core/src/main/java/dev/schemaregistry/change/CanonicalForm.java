package dev.schemaregistry.change;

import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The one text of a schema that does not depend on the order in which a source lists things.
 *
 * <p>It covers what a reader may rely on: names, types, nullability, defaults, keys, checks, indexes, comments, definitions and
 * properties. It leaves out field order, stable ids, presence shares and sample sizes. Every value is written with its length
 * before it, so two different schemas never have the same text. Thread-safe: pure functions.
 */
public final class CanonicalForm {
    /** The algorithm tag of {@link #fingerprint}; a change of this form is a new tag. */
    public static final String ALGORITHM = "canonical1-sha256";

    private CanonicalForm() {}

    /** The canonical text of a table. */
    public static String of(Table table) {
        Writer out = new Writer();
        out.name(table.name()).add(table.kind().name());
        out.all(table.fields().stream().map(CanonicalForm::of).sorted().toList());
        out.all(table.primaryKey().map(CanonicalForm::of).stream().toList());
        out.all(table.uniqueKeys().stream().map(CanonicalForm::of).sorted().toList());
        out.all(table.foreignKeys().stream().map(CanonicalForm::of).sorted().toList());
        out.all(table.checks().stream().map(CanonicalForm::of).sorted().toList());
        out.all(table.indexes().stream().map(CanonicalForm::of).sorted().toList());
        out.all(table.comment().stream().toList());
        out.all(table.definition().stream().toList());
        out.add(table.provenance().kind().name());
        out.map(table.properties());
        return out.toString();
    }

    /** The hash of the canonical text: SHA-256 in hexadecimal. */
    public static Fingerprint fingerprint(Table table) {
        return hash(of(table));
    }

    /** The hash of a whole source: of its tables' fingerprints in the order of their names. */
    public static Fingerprint fingerprint(Collection<Table> tables) {
        Writer out = new Writer();
        tables.stream()
                .sorted(Comparator.comparing(Table::name))
                .forEach(table -> out.name(table.name()).add(fingerprint(table).value()));
        return hash(out.toString());
    }

    /** The hash of what an engine's catalog holds, whatever the order it was listed in. */
    public static Fingerprint fingerprint(EngineCatalog catalog) {
        return hash(CatalogForm.of(catalog));
    }

    static String of(Field field) {
        Writer out = new Writer();
        out.add(field.name()).add(of(field.type())).add(field.nativeType()).add(field.nullable() ? "null" : "required");
        out.all(field.defaultExpression().stream().toList());
        out.add(field.generation().kind().name());
        out.all(field.generation().expression().stream().toList());
        out.all(field.comment().stream().toList());
        out.map(field.properties());
        return out.toString();
    }

    static String of(DataType type) {
        return type.accept(new TypeText());
    }

    private static String of(Key key) {
        Writer out = new Writer();
        out.add(key.name())
                .all(key.fields())
                .add(key.nullsDistinct() ? "distinct" : "equal")
                .add(key.deferral().name());
        return out.toString();
    }

    private static String of(ForeignKey key) {
        Writer out = new Writer();
        out.add(key.name()).all(key.fields()).name(key.referencedTable()).all(key.referencedFields());
        out.add(key.onDelete().name()).add(key.onUpdate().name());
        out.add(key.matchFull() ? "full" : "simple").add(key.deferral().name());
        return out.toString();
    }

    private static String of(Check check) {
        return new Writer().add(check.name()).add(check.expression()).toString();
    }

    private static String of(Index index) {
        Writer out = new Writer();
        out.add(index.name()).add(index.unique() ? "unique" : "plain").add(index.method());
        for (Index.Part part : index.parts()) {
            out.add(part.text()).add(part.expression() ? "expression" : "field").add(part.descending() ? "down" : "up");
        }
        out.all(index.predicate().stream().toList());
        out.all(index.includes());
        out.all(index.definition().stream().toList());
        out.map(index.properties());
        return out.toString();
    }

    private static Fingerprint hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Fingerprint(ALGORITHM, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Length-prefixed values, so that the text can't be forged by a name that looks like structure. */
    static final class Writer {
        private final StringBuilder text = new StringBuilder();

        Writer add(String value) {
            text.append(value.length()).append(':').append(value).append(',');
            return this;
        }

        Writer name(TableName name) {
            return add(name.namespace()).add(name.name());
        }

        Writer all(List<String> values) {
            text.append('[').append(values.size()).append(';');
            values.forEach(this::add);
            text.append(']');
            return this;
        }

        Writer map(Map<String, String> values) {
            text.append('{').append(values.size()).append(';');
            values.forEach((key, value) -> add(key).add(value));
            text.append('}');
            return this;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TypeText implements DataType.Visitor<String> {
        @Override
        public String scalar(DataType.Scalar type) {
            return "s" + type.kind() + '/' + number(type.length()) + '/' + number(type.precision()) + '/'
                    + number(type.scale());
        }

        @Override
        public String enumeration(DataType.Enumeration type) {
            return "e" + new Writer().all(type.name().stream().toList()).all(type.labels());
        }

        @Override
        public String array(DataType.Array type) {
            return "a" + of(type.element());
        }

        @Override
        public String struct(DataType.Struct type) {
            return "r"
                    + new Writer()
                            .all(type.name().stream().toList())
                            .all(type.fields().stream()
                                    .map(CanonicalForm::of)
                                    .sorted()
                                    .toList());
        }

        @Override
        public String mapping(DataType.Mapping type) {
            return "m" + new Writer().add(of(type.key())).add(of(type.value()));
        }

        @Override
        public String union(DataType.Union type) {
            return "u"
                    + new Writer()
                            .all(type.members().stream()
                                    .map(CanonicalForm::of)
                                    .sorted()
                                    .toList());
        }

        @Override
        public String json(DataType.Json type) {
            return "j";
        }

        @Override
        public String vector(DataType.Vector type) {
            return "v" + number(type.dimension()) + '/' + type.distance() + '/' + type.sparse();
        }

        @Override
        public String nativeType(DataType.Native type) {
            return "n" + new Writer().add(type.name());
        }

        private static String number(java.util.OptionalInt value) {
            return value.isPresent() ? Integer.toString(value.getAsInt()) : "-";
        }
    }
}
