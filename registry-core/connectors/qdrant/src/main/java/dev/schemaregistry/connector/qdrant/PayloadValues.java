package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.infer.Observed;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;
import java.util.TreeMap;

/** What kinds of values a payload holds. The server sends keys in any order, so they are sorted. */
final class PayloadValues {
    private static final Observed INTEGER = new Observed.Value(DataType.scalar(ScalarKind.INT64), "integer");
    private static final Observed FLOAT = new Observed.Value(DataType.scalar(ScalarKind.FLOAT64), "float");
    private static final Observed STRING = new Observed.Value(DataType.string(), "string");
    private static final Observed BOOL = new Observed.Value(DataType.scalar(ScalarKind.BOOLEAN), "bool");

    private PayloadValues() {}

    static Observed.Document document(Map<String, Value> values) {
        Map<String, Observed> fields = new TreeMap<>();
        values.forEach((name, value) -> fields.put(name, observed(value)));
        return new Observed.Document(fields);
    }

    private static Observed observed(Value value) {
        return switch (value.getKindCase()) {
            case INTEGER_VALUE -> INTEGER;
            case DOUBLE_VALUE -> FLOAT;
            case STRING_VALUE -> STRING;
            case BOOL_VALUE -> BOOL;
            case STRUCT_VALUE -> document(value.getStructValue().getFieldsMap());
            case LIST_VALUE ->
                new Observed.Items(value.getListValue().getValuesList().stream()
                        .map(PayloadValues::observed)
                        .toList());
            case NULL_VALUE, KIND_NOT_SET -> new Observed.Null();
        };
    }
}
