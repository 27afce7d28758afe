package dev.schemaregistry.connector.qdrant;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a message of Qdrant says, flat: the path of each value that is set, and its text. A parameter that a later server adds to a
 * message known here comes along by itself.
 */
final class Facts {
    private Facts() {}

    /** @param prefix what stands before each name; may be empty */
    static SortedMap<String, String> of(String prefix, Message message) {
        SortedMap<String, String> facts = new TreeMap<>();
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            String name = prefix + entry.getKey().getName();
            if (entry.getValue() instanceof Message inner) {
                facts.putAll(of(name + '.', inner));
                continue;
            }
            facts.put(name, text(entry.getValue()));
        }
        return facts;
    }

    /** The word as Qdrant's REST interface and documents spell it: {@code max_sim}, {@code x16}. */
    static String word(String enumValue) {
        return enumValue.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String text(Object value) {
        if (value instanceof EnumValueDescriptor word) {
            return word(word.getName());
        }
        return value instanceof List<?> list
                ? list.stream().map(Facts::text).sorted().collect(Collectors.joining(","))
                : value.toString();
    }
}
