package dev.schemaregistry.summary;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts tokens as {@code o200k_base} does. The encoding is loaded at the first count. Thread-safe. */
final class TokenCounter {
    private TokenCounter() {}

    static int count(String text) {
        return Loaded.ENCODING.countTokensOrdinary(text);
    }

    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
