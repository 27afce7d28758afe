package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Snapshot.Gap;
import dev.schemaregistry.model.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The mark of what was read: everything but the order of fields, the shares of documents and the size of the sample, which move with
 * the data.
 */
final class TableMarks {
    private static final String ALGORITHM = "mongodb-catalogue1";

    private TableMarks() {}

    static Fingerprint of(List<Table> tables, List<Gap> gaps) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            tables.stream()
                    .sorted(Comparator.comparing(Table::name))
                    .map(table -> RegistryJson.write(still(table)))
                    .forEach(text -> digest.update((text + '\n').getBytes(StandardCharsets.UTF_8)));
            gaps.forEach(gap -> digest.update((gap + "\n").getBytes(StandardCharsets.UTF_8)));
            return new Fingerprint(ALGORITHM, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Table still(Table table) {
        Provenance kind = table.provenance().isInferred() ? Provenance.inferred(0) : Provenance.DECLARED;
        return table.toBuilder().fields(still(table.fields())).provenance(kind).build();
    }

    private static List<Field> still(List<Field> fields) {
        return fields.stream()
                .map(TableMarks::still)
                .sorted(Comparator.comparing(Field::name))
                .toList();
    }

    private static Field still(Field field) {
        return new Field(
                field.name(),
                still(field.type()),
                field.nativeType(),
                field.nullable(),
                field.defaultExpression(),
                field.generation(),
                field.comment(),
                field.stableId(),
                OptionalDouble.empty(),
                field.properties());
    }

    private static DataType still(DataType type) {
        if (type instanceof DataType.Struct struct) {
            return new DataType.Struct(struct.name(), still(struct.fields()));
        }
        if (type instanceof DataType.Array array) {
            return new DataType.Array(still(array.element()));
        }
        if (type instanceof DataType.Union union) {
            return new DataType.Union(
                    union.members().stream().map(TableMarks::still).toList());
        }
        return type instanceof DataType.Mapping mapping
                ? new DataType.Mapping(still(mapping.key()), still(mapping.value()))
                : type;
    }
}
