package dev.schemaregistry.summary;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;

/**
 * Counts tokens as {@code o200k_base} does. The encoding is loaded at the first count. Thread-safe.
 *
 * <p>The answers of a registry say the same names over and over, so the counts of pieces are kept. A text is cut only where the
 * encoding's own pattern surely ends a token, whatever stands before and behind: between a letter or digit and a quotation mark or line
 * break. The sum is therefore the count of the whole, not an estimate.
 */
final class TokenCounter {
    private static final int MOST_CHARACTERS_KEPT = 4_000_000;
    private static final int LONGEST_KEPT = 200;

    private TokenCounter() {}

    static int count(String text) {
        return count(text, Integer.MAX_VALUE);
    }

    /** A token is at least a byte, so short texts need no counting. */
    static boolean isWithin(String text, int most) {
        boolean isShort = text.length() <= most && text.getBytes(StandardCharsets.UTF_8).length <= most;
        return isShort || count(text, most) <= most;
    }

    /** All of them, or some number above {@code enough}. */
    private static int count(String text, int enough) {
        int count = 0;
        int begin = 0;
        for (int i = 1; i < text.length() && count <= enough; i++) {
            if (isEndOfToken(text.charAt(i - 1), text.charAt(i))) {
                count += piece(text.substring(begin, i));
                begin = i;
            }
        }
        return count > enough ? count : count + piece(text.substring(begin));
    }

    private static boolean isEndOfToken(char last, char next) {
        return (next == '"' || next == '\n')
                && ((last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z') || (last >= '0' && last <= '9'));
    }

    private static int piece(String text) {
        return text.length() > LONGEST_KEPT
                ? Loaded.ENCODING.countTokensOrdinary(text)
                : Loaded.COUNTS.get(text, Loaded.ENCODING::countTokensOrdinary);
    }

    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        static final Cache<String, Integer> COUNTS = Caffeine.newBuilder()
                .maximumWeight(MOST_CHARACTERS_KEPT)
                .weigher((String text, Integer count) -> text.length() + 1)
                .build();
    }
}
