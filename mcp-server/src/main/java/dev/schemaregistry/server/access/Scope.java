package dev.schemaregistry.server.access;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a caller may do. None includes another, but for {@link #ADMIN}, which includes all. */
public enum Scope {
    /** Look at sources, tables, versions, changes; search, classify, summarize. */
    READ,
    /** Have a query checked, and explained at its source. */
    VALIDATE,
    /** Have sources read anew. */
    INTROSPECT,
    /** All of it, and what concerns the server itself. */
    ADMIN;

    /** As it is written everywhere outside. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The scope of that word.
     *
     * @throws InvalidRequestException when there is none
     */
    public static Scope parse(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.INVALID_ARGUMENT, "\"" + word + "\" is no scope; use one of " + words()));
    }

    /** All words, for sentences. */
    public static String words() {
        return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
    }
}
