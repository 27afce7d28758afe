package dev.schemaregistry.connector.mongodb;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server's error code means for a query, in the codes of the contract check: an agent needs to learn them once. The codes are
 * those of MongoDB's {@code error_codes.yml}, and the numbers that its parsers give to single messages.
 */
final class EngineCodes {
    /** @param words what the message holds, in lower case; empty for every message */
    private record Meaning(int engine, String words, String code) {}

    /** The first that fits counts. */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(2, "unknown", "42883"),
            new Meaning(2, "hint", "42704"),
            new Meaning(2, "", "22P02"),
            new Meaning(9, "", "42601"),
            new Meaning(14, "", "42804"),
            new Meaning(26, "", "42P01"),
            new Meaning(27, "", "NOT_INDEXED"),
            new Meaning(59, "", "0A000"),
            new Meaning(72, "", "42601"),
            new Meaning(73, "", "42601"),
            new Meaning(115, "", "0A000"),
            new Meaning(166, "", "42809"),
            new Meaning(167, "", "0A000"),
            new Meaning(168, "", "42883"),
            new Meaning(224, "", "0A000"),
            new Meaning(238, "", "0A000"),
            new Meaning(291, "hint", "42704"),
            new Meaning(291, "", "NOT_INDEXED"),
            new Meaning(15952, "", "42883"),
            new Meaning(17276, "", "42703"),
            new Meaning(40324, "", "42883"));

    /** From here up a number belongs to one message of a parser. */
    private static final int PARSERS = 10_000;

    private EngineCodes() {}

    /** Empty where the error says nothing about the query. */
    static Optional<String> find(int engine, String message) {
        String words = message.toLowerCase(Locale.ROOT);
        Optional<String> known = MEANINGS.stream()
                .filter(meaning -> meaning.engine() == engine && words.contains(meaning.words()))
                .map(Meaning::code)
                .findFirst();
        return known.isPresent() || engine < PARSERS ? known : Optional.of("42601");
    }
}
