package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounter;
import dev.schemaregistry.profile.ValueCounts;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Counts the texts that some keys of the payload hold in a sample; the server sends these keys and no other. */
record PayloadCounts(Table table, List<String> fields, ProfileLimits limits) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    List<ValueCounts> of(Function<Set<String>, List<RetrievedPoint>> sample) {
        Set<String> keys = new TreeSet<>();
        fields.forEach(field -> keys.add(outermost(field)));
        ValueCounter counter = new ValueCounter(limits);
        for (RetrievedPoint point : sample.apply(keys)) {
            for (String field : fields) {
                Set<String> texts = new HashSet<>();
                add(texts, point.getPayloadMap(), key(field));
                texts.forEach(text -> counter.add(field, text));
            }
        }
        return counter.counted();
    }

    /** The path in the payload, whose first name may be another than the field's. */
    private String key(String field) {
        return holder(field)
                .map(each -> realName(each) + field.substring(each.name().length()))
                .orElse(field);
    }

    /** As a path, which quotes what is no plain name. */
    private String outermost(String field) {
        String name = holder(field).map(PayloadCounts::realName).orElse(field);
        return PLAIN.matcher(name).matches() ? name : '"' + name + '"';
    }

    private Optional<Field> holder(String field) {
        return table.fields().stream()
                .filter(each -> field.equals(each.name()) || field.startsWith(each.name() + '.'))
                .findFirst();
    }

    private static String realName(Field field) {
        return field.properties().getOrDefault(CollectionTable.KEY, field.name());
    }

    private static void add(Set<String> texts, Map<String, Value> payload, String path) {
        int dot = path.indexOf('.');
        if (payload.containsKey(path)) {
            add(texts, payload.getOrDefault(path, Value.getDefaultInstance()), "");
        } else if (dot > 0) {
            add(
                    texts,
                    payload.getOrDefault(path.substring(0, dot), Value.getDefaultInstance()),
                    path.substring(dot + 1));
        }
    }

    private static void add(Set<String> texts, Value value, String rest) {
        if (value.hasListValue()) {
            value.getListValue().getValuesList().forEach(item -> add(texts, item, rest));
        } else if (value.hasStructValue() && !rest.isEmpty()) {
            add(texts, value.getStructValue().getFieldsMap(), rest);
        } else if (value.hasStringValue() && rest.isEmpty()) {
            texts.add(value.getStringValue());
        }
    }
}
