package dev.schemaregistry.server.cli;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A query given as text, as {@code @file}, or as {@code -} for standard input. */
final class QueryInput {
    private static final int MOST_BYTES = 1 << 20;

    private QueryInput() {}

    static String read(String given, InputStream in) {
        String text = text(given, in);
        if (text.isBlank()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the query is empty; give it as text, as @file, or as - for standard input");
        }
        return text;
    }

    private static String text(String given, InputStream in) {
        if (given.equals("-")) {
            return read(in, "standard input");
        }
        if (!given.startsWith("@")) {
            return given;
        }
        String name = given.substring(1);
        try (InputStream file = Files.newInputStream(Path.of(name))) {
            return read(file, name);
        } catch (IOException | InvalidPathException unreadable) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the query file " + name + " can't be read; check its path",
                    unreadable);
        }
    }

    private static String read(InputStream in, String name) {
        try {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidRequestException(
                        ErrorCode.INVALID_ARGUMENT, "the query in " + name + " is larger than 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT, "the query can't be read from " + name, unreadable);
        }
    }
}
