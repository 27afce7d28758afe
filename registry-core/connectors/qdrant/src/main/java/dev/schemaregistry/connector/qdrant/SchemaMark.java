package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The mark of a reading: names, vectors, indexes, properties and the shape of the sample. Not in it: how many points there are or
 * were looked at, in how many a key stood, status. What could not be read is in it, so that a right that was given is noticed.
 */
final class SchemaMark {
    private static final String ALGORITHM = "qdrant-schema1";

    private final MessageDigest digest = sha256();

    private SchemaMark() {}

    static Fingerprint of(Snapshot snapshot) {
        SchemaMark mark = new SchemaMark();
        mark.number(snapshot.tables().size());
        snapshot.tables().forEach(mark::add);
        snapshot.gaps().forEach(gap -> mark.add(gap.table().orElse("")));
        return new Fingerprint(ALGORITHM, HexFormat.of().formatHex(mark.digest.digest()));
    }

    private void add(Table table) {
        add(table.name().name());
        add(table.comment().orElse(""));
        add(table.properties());
        add(table.fields());
        number(table.indexes().size());
        for (Index index : table.indexes()) {
            add(index.name());
            add(index.method());
            add(index.properties());
        }
    }

    private void add(List<Field> fields) {
        number(fields.size());
        for (Field field : fields) {
            add(field.name());
            add(field.nativeType());
            add(Boolean.toString(field.nullable()));
            add(field.properties());
            add(field.type());
        }
    }

    private void add(DataType type) {
        if (type instanceof DataType.Struct struct) {
            add("struct");
            add(struct.fields());
            return;
        }
        if (type instanceof DataType.Array array) {
            add("array");
            add(array.element());
            return;
        }
        if (type instanceof DataType.Union union) {
            number(union.members().size());
            union.members().forEach(this::add);
            return;
        }
        add(type.text());
    }

    private void add(Map<String, String> properties) {
        number(properties.size());
        properties.forEach((name, value) -> {
            add(name);
            add(value);
        });
    }

    /** With its length before it, so that no two values run into each other. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
    }

    private void number(int number) {
        digest.update((number + ":").getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
