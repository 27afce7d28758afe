package dev.schemaregistry.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Arguments and answers as JSON text. */
final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private JsonText() {}

    /**
     * Reads an object; nothing and {@code null} are an empty one.
     *
     * @throws InvalidRequestException with {@code INVALID_ARGUMENT} for anything else
     */
    static Map<String, @Nullable Object> object(@Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? Map.of()
                    : Optional.ofNullable(MAPPER.readValue(text, OBJECT)).orElse(Map.of());
        } catch (JsonProcessingException malformed) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the arguments are no JSON object: " + PlainText.line(malformed.getOriginalMessage(), 120));
        }
    }

    /** Maps, lists, texts, numbers and booleans on one line. */
    static String of(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps of texts and numbers are always JSON", impossible);
        }
    }
}
