package dev.schemaregistry.contract.sql.grammar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much one text may ask of the grammar.
 *
 * @param maxBytes longest text, in UTF-8 bytes
 * @param maxDepth deepest tree, in nested JSON objects and arrays (an operator or a function call costs two to four)
 * @param timeLimit longest time from asking to an outcome
 * @param maxInstances how many texts are parsed at once; each instance keeps about 36 MiB while it lives
 * @param maxMemoryBytes largest memory of one instance
 */
public record GrammarLimits(int maxBytes, int maxDepth, Duration timeLimit, int maxInstances, int maxMemoryBytes) {

    private static final int KIB = 1024;

    public GrammarLimits {
        requirePositive(maxBytes, "maxBytes");
        requirePositive(maxDepth, "maxDepth");
        requirePositive(maxInstances, "maxInstances");
        requireNonNull(timeLimit, "timeLimit");
        if (timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("timeLimit must be positive, not " + timeLimit);
        }
        if (maxMemoryBytes < GrammarInstance.SMALLEST_MEMORY_BYTES) {
            throw new IllegalArgumentException("maxMemoryBytes must be at least "
                    + GrammarInstance.SMALLEST_MEMORY_BYTES
                    + ", not "
                    + maxMemoryBytes);
        }
    }

    /** 256 KiB of text, 2000 levels, 1.5 s, two at once, 192 MiB each at most. */
    public static GrammarLimits defaults() {
        return new GrammarLimits(256 * KIB, 2_000, Duration.ofMillis(1_500), 2, 192 * KIB * KIB);
    }

    private static void requirePositive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
