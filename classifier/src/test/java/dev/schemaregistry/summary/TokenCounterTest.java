package dev.schemaregistry.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The sum over pieces is the count of the whole, whatever the text. */
class TokenCounterTest {
    private static final Encoding WHOLE = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @Property(tries = 3_000)
    void piecesAddUp(@ForAll("texts") String text) {
        assertThat(TokenCounter.count(text)).isEqualTo(WHOLE.countTokensOrdinary(text));
        assertThat(TokenCounter.count(text)).as("again, from what was kept").isEqualTo(WHOLE.countTokensOrdinary(text));
    }

    @Property(tries = 3_000)
    void aLimitIsJudgedAsByTheCount(@ForAll("texts") String text, @ForAll @IntRange(min = -3, max = 3) int away) {
        int count = WHOLE.countTokensOrdinary(text);

        assertThat(TokenCounter.isWithin(text, count + away)).isEqualTo(away >= 0);
    }

    /** Much of what a boundary could be mistaken about: quotes, breaks, contractions, marks, digits, slashes, spaces, scripts. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                "customer_id",
                "created_at",
                "Ü",
                "e\u0301",
                "订单",
                "🧾",
                "I'd",
                "it's",
                "'ll",
                "'S",
                "12345",
                "0x7f",
                "\u0661",
                "a",
                "Z",
                "9",
                "{\"name\":\"email\",\"type\":\"string\"}",
                "// note",
                ")\n/",
                "don\"t",
                "\"\"",
                "\"'s");
        Arbitrary<String> glue =
                Arbitraries.of("\"", "\n", "\r\n", " ", "  ", "\t", "\",\"", "\":\"", "\n\n", " \n ", "'", "/", "");
        return words.list()
                .ofMaxSize(40)
                .flatMap(all -> glue.list().ofSize(all.size()).map(between -> joined(all, between)));
    }

    private static String joined(java.util.List<String> words, java.util.List<String> glue) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            text.append(words.get(i)).append(glue.get(i));
        }
        return text.toString();
    }

    @Example
    void nothingIsNoToken() {
        assertThat(TokenCounter.count("")).isZero();
    }
}
