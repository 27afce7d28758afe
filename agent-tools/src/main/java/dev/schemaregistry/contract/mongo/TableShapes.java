package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.mongo.Shape.Origin;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stored schema as shapes. What is declared is closed; what was sampled may have more. */
final class TableShapes implements DataType.Visitor<Shape> {
    private final Table table;
    private final String path;
    private final Openness openness;

    private TableShapes(Table table, String path, Openness openness) {
        this.table = table;
        this.path = path;
        this.openness = openness;
    }

    static Shape of(Table table) {
        Openness openness = table.fields().isEmpty()
                ? Openness.OPEN
                : table.provenance().isInferred() ? Openness.SAMPLED : Openness.CLOSED;
        Fields fields =
                fields(table, "", openness, "collection \"" + table.name().name() + '"', table.fields());
        return Shape.document(
                fields.byName().containsKey("_id")
                        ? fields
                        : fields.with("_id", Shape.UNKNOWN.from(new Origin(table.name(), "_id"))));
    }

    private static Fields fields(Table table, String before, Openness openness, String owner, List<Field> fields) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Field field : fields) {
            String path = before + field.name();
            boolean seen = openness == Openness.SAMPLED || field.presence().isPresent();
            Shape shape = field.type().accept(new TableShapes(table, path, seen ? Openness.SAMPLED : openness));
            shapes.put(field.name(), shape.from(new Origin(table.name(), path)));
        }
        boolean withholds = fields.stream().anyMatch(field -> field.isMasked() || field.isHidden());
        return new Fields(
                shapes, openness, owner, Optional.empty(), Optional.of(table).filter(any -> withholds));
    }

    @Override
    public Shape scalar(DataType.Scalar type) {
        return switch (type.kind()) {
            case BOOLEAN -> Shape.of(Kind.BOOL);
            case INT8, INT16, INT32, UINT8, UINT16 -> Shape.of(Kind.INT);
            case UINT32, INT64, UINT64 -> Shape.of(Kind.LONG);
            case FLOAT32, FLOAT64 -> Shape.of(Kind.DOUBLE);
            case DECIMAL -> Shape.of(Kind.DECIMAL);
            case STRING -> Shape.of(Kind.STRING);
            case BYTES, UUID -> Shape.of(Kind.BINARY);
            case DATE, TIMESTAMP, TIMESTAMP_WITH_ZONE -> Shape.of(Kind.DATE);
            case OBJECT_ID -> Shape.of(Kind.OBJECT_ID);
            case TIME, TIME_WITH_ZONE, INTERVAL -> Shape.UNKNOWN;
        };
    }

    @Override
    public Shape enumeration(DataType.Enumeration type) {
        return Shape.of(Kind.STRING);
    }

    @Override
    public Shape array(DataType.Array type) {
        return Shape.list(type.element().accept(this));
    }

    @Override
    public Shape struct(DataType.Struct type) {
        return Shape.document(fields(table, path + '.', openness, "", type.fields()));
    }

    @Override
    public Shape mapping(DataType.Mapping type) {
        return Shape.document(Fields.OPEN);
    }

    @Override
    public Shape union(DataType.Union type) {
        return type.members().stream()
                .map(member -> member.accept(this))
                .reduce(Shape::or)
                .orElse(Shape.UNKNOWN);
    }

    @Override
    public Shape json(DataType.Json type) {
        return Shape.UNKNOWN;
    }

    @Override
    public Shape vector(DataType.Vector type) {
        return new Shape(
                EnumSet.of(Kind.ARRAY, Kind.BINARY),
                Optional.empty(),
                Optional.of(Shape.of(Kind.DOUBLE)),
                Optional.empty());
    }

    @Override
    public Shape nativeType(DataType.Native type) {
        Set<Kind> kinds = Kind.named(type.name());
        return kinds.isEmpty() ? Shape.UNKNOWN : Shape.of(kinds);
    }
}
