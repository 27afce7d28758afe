package dev.schemaregistry.tools;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Keeps answers within a number of tokens: the text, and by itself also the data, since a client gives its model either of them.
 * Thread-safe.
 */
final class Budget {
    /** The smallest budget a caller may set; a cut, a refusal and the way on always fit into it. */
    static final int LEAST = 50;

    static final int MOST = 20_000;

    /** Characters a token has at most on average; of longer texts it is clear that they do not fit. */
    private static final int LONGEST_TOKEN = 12;

    private final ToIntFunction<String> tokens;

    Budget(ToIntFunction<String> tokens) {
        this.tokens = tokens;
    }

    /** Loads the tokenizer ahead of the first count. */
    void prepare() {
        size(refused("", "", ""));
    }

    /** As many of the draft's parts, from the first on, as fit. */
    ToolAnswer fit(Draft draft, int most) {
        List<Part> parts = draft.parts();
        ToolAnswer whole = draft.draw(parts.size(), MOST);
        if (isComplete(whole) && whole.text().length() <= LONGEST_TOKEN * most && fits(whole, most)) {
            return whole;
        }
        int estimate = frame(draft);
        int guess = 0;
        int needed = estimate;
        for (Part part : parts) {
            needed += weight(part);
            if (needed <= most) {
                guess++;
            }
            if (needed > 2 * most + 1_000) {
                break;
            }
        }
        if (needed <= most + most / 10) {
            guess = parts.size();
        }
        int enough = rounded(needed);
        int shown = guess;
        while (shown >= 0) {
            ToolAnswer answer = draft.draw(shown, enough);
            int excess = excess(answer, most);
            if (excess <= 0) {
                return answer;
            }
            shown -= worth(excess, parts.subList(0, shown));
        }
        return notice(draft, enough, most);
    }

    private static boolean isComplete(ToolAnswer answer) {
        return Boolean.FALSE.equals(answer.structured().get("truncated"));
    }

    /** How many of the last parts must go to save that many tokens; at least one. */
    private int worth(int excess, List<Part> parts) {
        int saved = 0;
        int count = 0;
        while (saved < excess && count < parts.size()) {
            count++;
            saved += weight(parts.get(parts.size() - count));
        }
        return Math.max(1, count);
    }

    /** That no part fits, and what would be enough; what the answer says first goes before how fresh it is. */
    ToolAnswer notice(Draft draft, int enough, int most) {
        return draft.drawNothing(enough).stream()
                .filter(answer -> fits(answer, most))
                .findFirst()
                .orElseGet(() -> draft.drawCut(enough, false, false));
    }

    /** What a draft costs without its parts. */
    int frame(Draft draft) {
        return size(draft.draw(0, MOST));
    }

    /** A refusal, its cause shortened until it fits. */
    ToolAnswer refusal(String code, String cause, String next, int most) {
        for (int length = 600; length > 0; length = length * 3 / 4) {
            ToolAnswer answer = refused(code, PlainText.line(cause, length), next);
            if (fits(answer, most)) {
                return answer;
            }
        }
        return refused(code, "", "");
    }

    private static ToolAnswer refused(String code, String cause, String next) {
        Map<String, Object> json = Part.json("code", code, "message", cause, "next_step", next);
        String text = code + (cause.isEmpty() ? "" : ": " + cause) + (next.isEmpty() ? "" : "\nnext: " + next);
        return new ToolAnswer(json, text, Optional.of(code));
    }

    private boolean fits(ToolAnswer answer, int most) {
        return excess(answer, most) <= 0;
    }

    /** Tokens beyond the budget; zero or less when it fits. */
    private int excess(ToolAnswer answer, int most) {
        return Math.max(count(answer.text(), most), count(JsonText.of(answer.structured()), most)) - most;
    }

    private int size(ToolAnswer answer) {
        return Math.max(tokens.applyAsInt(answer.text()), tokens.applyAsInt(JsonText.of(answer.structured())));
    }

    /** A token is at least a byte, so short texts need no counting. */
    private int count(String text, int most) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= most ? bytes : tokens.applyAsInt(text);
    }

    private int weight(Part part) {
        String json = part.key().isEmpty() ? JsonText.of(part.json()) : JsonText.of(Map.of(part.key(), part.json()));
        return Math.max(tokens.applyAsInt(part.text() + '\n'), tokens.applyAsInt(json + ','));
    }

    private static int rounded(int tokens) {
        return Math.min(MOST, (tokens / 50 + 2) * 50);
    }
}
