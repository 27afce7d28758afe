package dev.schemaregistry.tools;

import dev.schemaregistry.summary.SchemaSummarizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps answers within a number of tokens: the text, and by itself also the data, since a client gives its model either of them.
 * Thread-safe.
 */
final class Budget {
    /** The smallest budget a caller may set; a cut, a refusal and the way on always fit into it. */
    static final int LEAST = 50;

    static final int MOST = 20_000;

    private final SchemaSummarizer tokens;

    Budget(SchemaSummarizer tokens) {
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
        if (isComplete(whole) && fits(whole, most)) {
            return whole;
        }
        // Whoever can go on where a listing was cut need not know what all of it takes.
        int horizon = draft.isListing() ? most + most / 10 : 2 * most + 1_000;
        int guess = 0;
        int needed = frame(draft);
        for (Part part : parts) {
            needed += weight(part);
            if (needed <= most) {
                guess++;
            }
            if (needed > horizon) {
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

    /** The data are written only for a text that fits. */
    private boolean fits(ToolAnswer answer, int most) {
        return tokens.isWithin(answer.text(), most) && tokens.isWithin(JsonText.of(answer.structured()), most);
    }

    /** Tokens beyond the budget; zero or less when it fits. */
    private int excess(ToolAnswer answer, int most) {
        return fits(answer, most) ? 0 : size(answer) - most;
    }

    private int size(ToolAnswer answer) {
        return Math.max(tokens.countTokens(answer.text()), tokens.countTokens(JsonText.of(answer.structured())));
    }

    private int weight(Part part) {
        String json = part.key().isEmpty() ? JsonText.of(part.json()) : JsonText.of(Map.of(part.key(), part.json()));
        return Math.max(tokens.countTokens(part.text() + '\n'), tokens.countTokens(json + ','));
    }

    private static int rounded(int tokens) {
        return Math.min(MOST, (tokens / 50 + 2) * 50);
    }
}
