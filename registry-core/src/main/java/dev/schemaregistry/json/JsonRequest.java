package dev.schemaregistry.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;

/** Reads a request to a source that is one JSON document, and nothing that two readers could take for different things. */
public final class JsonRequest {
    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final ObjectMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonRequest() {}

    /**
     * The object that a text holds.
     *
     * @throws InvalidRequestException when it is too long, is not exactly one JSON object, or names a member twice
     */
    public static JsonNode read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw invalid("the text is longer than " + MOST_CHARACTERS + " characters");
        }
        JsonNode request;
        try {
            request = READER.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw invalid("the text is not one JSON document: "
                    + malformed.getOriginalMessage().replaceAll("\\p{Cntrl}+", " "));
        }
        if (!request.isObject()) {
            throw invalid("the request is no JSON object");
        }
        return request;
    }

    private static InvalidRequestException invalid(String sentence) {
        return new InvalidRequestException(ErrorCode.INVALID_ARGUMENT, sentence);
    }
}
