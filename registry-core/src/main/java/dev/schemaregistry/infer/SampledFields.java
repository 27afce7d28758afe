package dev.schemaregistry.infer;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads fields out of sampled documents.
 *
 * <p>A pure function: the same documents give the same fields, and but for the order of the fields the order of the documents
 * does not matter. Thread-safe.
 */
public final class SampledFields {
    private SampledFields() {}

    /**
     * The fields of the documents, in order of first appearance.
     *
     * <p>Nested documents become a {@link DataType.Struct}, lists a {@link DataType.Array} of whatever their items are, values
     * of several types a {@link DataType.Union}; {@link DataType.Json} stands where no value told a type (always null, always
     * an empty list). {@link Field#nativeType()} holds the source's words, sorted and joined by {@code |}, with {@code object}
     * for documents, {@code array} for lists, and {@code null} only where nothing else was met. {@link Field#presence()} is the
     * share of the documents beside which the field stood, 0 to 1; a field is nullable where it was null or missing in one.
     *
     * @param sample documents of one collection; none give no fields
     */
    public static List<Field> of(List<Observed.Document> sample) {
        Map<String, List<Observed>> byName = new LinkedHashMap<>();
        sample.forEach(document -> document.fields()
                .forEach((name, value) ->
                        byName.computeIfAbsent(name, any -> new ArrayList<>()).add(value)));
        return byName.entrySet().stream()
                .map(entry -> field(entry.getKey(), entry.getValue(), sample.size()))
                .toList();
    }

    private static Field field(String name, List<Observed> values, int documents) {
        boolean nullable = values.size() < documents || values.stream().anyMatch(Observed.Null.class::isInstance);
        return Field.of(name, type(values))
                .withNativeType(NativeWords.of(values))
                .withNullable(nullable)
                .withPresence((double) values.size() / documents);
    }

    private static DataType type(List<Observed> values) {
        List<DataType> members = new ArrayList<>();
        only(Observed.Value.class, values).map(Observed.Value::type).forEach(members::add);
        List<Observed.Document> documents =
                only(Observed.Document.class, values).toList();
        if (!documents.isEmpty()) {
            members.add(new DataType.Struct(Optional.empty(), of(documents)));
        }
        List<Observed.Items> lists = only(Observed.Items.class, values).toList();
        if (!lists.isEmpty()) {
            members.add(new DataType.Array(
                    type(lists.stream().flatMap(list -> list.items().stream()).toList())));
        }
        return Types.anyOf(members);
    }

    private static <T extends Observed> Stream<T> only(Class<T> kind, List<Observed> values) {
        return values.stream().filter(kind::isInstance).map(kind::cast);
    }
}
