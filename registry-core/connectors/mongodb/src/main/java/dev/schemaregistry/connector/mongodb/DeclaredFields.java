package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A declaration that leaves room, filled with what a sample shows: what is declared wins, the rest keeps its share of documents. */
final class DeclaredFields {
    private DeclaredFields() {}

    static List<Field> with(List<Field> declared, List<Field> sampled) {
        Map<String, Field> seen = sampled.stream().collect(Collectors.toMap(Field::name, Function.identity()));
        Set<String> named = declared.stream().map(Field::name).collect(Collectors.toSet());
        return Stream.concat(
                        declared.stream()
                                .map(field -> Optional.ofNullable(seen.get(field.name()))
                                        .map(sample -> with(field, sample))
                                        .orElse(field)),
                        sampled.stream().filter(field -> !named.contains(field.name())))
                .toList();
    }

    private static Field with(Field declared, Field sampled) {
        if (declared.properties().containsKey(JsonSchema.CLOSED)) {
            return declared;
        }
        if (declared.type() instanceof DataType.Json) {
            Field typed = declared.withType(sampled.type())
                    .withNativeType(declared.nativeType().isEmpty() ? sampled.nativeType() : declared.nativeType());
            return sampled.presence().isPresent()
                    ? typed.withPresence(sampled.presence().getAsDouble())
                    : typed;
        }
        if (declared.type() instanceof DataType.Struct known && sampled.type() instanceof DataType.Struct seen) {
            return declared.withType(new DataType.Struct(known.name(), with(known.fields(), seen.fields())));
        }
        return declared;
    }
}
