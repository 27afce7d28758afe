package dev.schemaregistry.classify.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads files of one JSON object a line. */
final class JsonLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonLines() {}

    /** @throws InvalidRequestException naming the file and line when it cannot be read */
    static void read(Path file, Consumer<JsonNode> consumer) {
        read(LabelledFile.of(file), consumer);
    }

    /** @throws InvalidRequestException naming the file and line when it cannot be read */
    static void read(LabelledFile file, Consumer<JsonNode> consumer) {
        int number = 0;
        try (BufferedReader reader = file.open()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    consumer.accept(MAPPER.readTree(line));
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw unusable(file.name() + " line " + number + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw unusable(file.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The lines of a text. */
    static List<String> lines(Path file) {
        return lines(LabelledFile.of(file));
    }

    /** The lines of a text. */
    static List<String> lines(LabelledFile file) {
        try (BufferedReader reader = file.open()) {
            return reader.lines().toList();
        } catch (IOException | UncheckedIOException e) {
            throw unusable(file.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InvalidRequestException unusable(String what, Exception cause) {
        return new InvalidRequestException(ErrorCode.INVALID_ARGUMENT, what, cause);
    }

    /** A member that must be there. */
    static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("needs a text \"" + key + "\"");
        }
        return value.asText();
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    static String write(Object value) throws JsonProcessingException {
        return MAPPER.writeValueAsString(value);
    }
}
