package dev.schemaregistry.contract.evaluate;

import dev.schemaregistry.contract.evaluate.ValidationScore.Share;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Lays a score and those it is compared with side by side. For one thread. */
final class ScoreTable {
    private final ValidationScore score;
    private final Map<String, ValidationScore> others;
    private final StringBuilder out = new StringBuilder();

    ScoreTable(ValidationScore score, Map<String, ValidationScore> others) {
        this.score = score;
        this.others = others;
        if (!others.isEmpty()) {
            row("", "contract check", name -> name);
        }
    }

    void section(String title, Function<ValidationScore, Map<String, Share>> shares) {
        Map<String, Share> ours = shares.apply(score);
        if (ours.isEmpty()) {
            return;
        }
        out.append(title).append(":\n");
        new TreeMap<>(ours).forEach((name, share) -> row(name, share.toString(), other -> text(other, shares, name)));
    }

    private String text(String other, Function<ValidationScore, Map<String, Share>> shares, String row) {
        ValidationScore found = others.get(other);
        Share share = found == null ? null : shares.apply(found).get(row);
        return share == null ? "-" : share.toString();
    }

    private void row(String name, String ours, Function<String, String> cell) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-20s %-22s", name, ours));
        others.keySet().forEach(other -> line.append(String.format(Locale.ROOT, " %-22s", cell.apply(other))));
        out.append(line.toString().stripTrailing()).append('\n');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
