package dev.schemaregistry.connector.slack;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import java.util.List;
import java.util.Optional;

/** Fields of the Web API's objects, the native type being JSON's. A value that an object does not have is left out of it. */
final class SlackTypes {
    private SlackTypes() {}

    static Field text(String name, String comment) {
        return field(name, DataType.string(), "string", comment);
    }

    static Field flag(String name, String comment) {
        return field(name, DataType.scalar(ScalarKind.BOOLEAN), "boolean", comment);
    }

    static Field number(String name, String comment) {
        return field(name, DataType.scalar(ScalarKind.INT64), "number", comment);
    }

    static Field object(String name, String comment, Field... fields) {
        return field(name, new DataType.Struct(Optional.empty(), List.of(fields)), "object", comment);
    }

    static Field texts(String name, String comment) {
        return field(name, new DataType.Array(DataType.string()), "array", comment);
    }

    static Field objects(String name, String comment, Field... fields) {
        DataType element = new DataType.Struct(Optional.empty(), List.of(fields));
        return field(name, new DataType.Array(element), "array", comment);
    }

    /** Objects whose fields depend on their kind. */
    static Field anything(String name, String comment) {
        return field(name, new DataType.Json(), "object", comment);
    }

    static Field anythings(String name, String comment) {
        return field(name, new DataType.Array(new DataType.Json()), "array", comment);
    }

    private static Field field(String name, DataType type, String nativeType, String comment) {
        Field field = Field.of(name, type).withNativeType(nativeType);
        return comment.isEmpty() ? field : field.withComment(comment);
    }
}
