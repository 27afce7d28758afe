package dev.schemaregistry.server.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.json.RegistryJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as text that is harmless on a terminal: every control or invisible character is escaped, none is lost. */
public final class JsonText {
    private static final ObjectMapper MAPPER = mapper();
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter()
            .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
            .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n")));

    private JsonText() {}

    /** On several lines, for people too. */
    public static String pretty(JsonNode node) {
        return write(PRETTY, node);
    }

    /** On one line. */
    public static String compact(JsonNode node) {
        return write(MAPPER.writer(), node);
    }

    /** Any noun of the registry, or a value of records, maps, lists and texts, as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The tree that a text holds; empty when it is not one JSON document. */
    public static Optional<JsonNode> findTree(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static String write(ObjectWriter writer, JsonNode node) {
        try {
            return writer.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new StoreException(ErrorCode.STORE_FAILED, "a tree could not be written as JSON", impossible);
        }
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = RegistryJson.mapper();
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.getFactory().setCharacterEscapes(new Invisible());
        return mapper;
    }

    /** Escapes what Unicode calls control, format, line and paragraph separator, beyond what JSON demands. */
    private static final class Invisible extends CharacterEscapes {
        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[0x7F] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    new SerializedString(String.format("\\u%04x", c));
                default -> null;
            };
        }
    }
}
