package dev.schemaregistry.connector.slack;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A method of the Web API that only reads.
 *
 * @param scope what a token needs for public channels; empty for nothing
 * @param privateScope the same for private ones
 * @param channelArgument the argument that names a channel; empty where there is none
 */
record Method(String name, String scope, String privateScope, String channelArgument, boolean needsChannel) {
    private static final Map<String, Method> ALL = read();

    /** Empty for a method that changes something, or that nobody here knows. */
    static Optional<Method> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** Whether it reads messages, which an app may only where it is a member. */
    boolean readsMessages() {
        return scope.endsWith(":history");
    }

    private static Map<String, Method> read() {
        try (InputStream table = Objects.requireNonNull(Method.class.getResourceAsStream("methods.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> of(Arrays.stream(line.split(" "))
                            .map(word -> word.equals("-") ? "" : word)
                            .toList()))
                    .collect(Collectors.toMap(Method::name, Function.identity()));
        } catch (IOException unreadable) {
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED, "the table of Slack's methods could not be read; report it", unreadable);
        }
    }

    private static Method of(List<String> words) {
        String argument = words.get(3);
        return new Method(
                words.get(0),
                words.get(1),
                words.get(2),
                argument.replace("?", ""),
                !argument.isEmpty() && !argument.endsWith("?"));
    }
}
