package dev.schemaregistry.contract.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How good the check was.
 *
 * @param falseRejects by set: valid queries refused
 * @param missed by set and level: invalid queries accepted
 * @param attacks by severity: attacks accepted
 * @param suggested single misspelt names whose right form came first
 * @param bounded queries made to exhaust the checker that did not
 * @param times of a check, by dialect
 * @param first what the first query of a dialect waited, in milliseconds
 * @param dryRuns how long the source was asked
 * @param skipped schemas that were not available; their queries are not scored
 * @param errors one line for each wrong answer
 */
public record ValidationScore(
        Map<String, Share> falseRejects,
        Map<String, Share> missed,
        Map<String, Share> attacks,
        Share suggested,
        Share bounded,
        Map<String, Times> times,
        Map<String, Double> first,
        Times dryRuns,
        List<String> skipped,
        List<String> errors) {

    private static final double BOUND_MILLIS = 2_000;

    public ValidationScore {
        falseRejects = Map.copyOf(falseRejects);
        missed = Map.copyOf(missed);
        attacks = Map.copyOf(attacks);
        times = Map.copyOf(times);
        first = Map.copyOf(first);
        skipped = List.copyOf(skipped);
        errors = List.copyOf(errors);
    }

    /** So many of so many. */
    public record Share(int count, int of) {
        static final Share NONE = new Share(0, 0);

        /** From 0 to 1; 0 of none is 0. */
        public double ratio() {
            return of == 0 ? 0 : (double) count / of;
        }

        Share plus(boolean hit) {
            return new Share(count + (hit ? 1 : 0), of + 1);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d/%d = %.4f", count, of, ratio());
        }
    }

    static ValidationScore of(
            List<LabelledQuery> queries,
            Map<String, Prediction> answers,
            Map<String, Double> first,
            Map<String, Double> dryRuns,
            List<String> skipped) {
        Tally tally = new Tally(queries);
        for (LabelledQuery query : queries) {
            Prediction answer = answers.get(query.id());
            if (answer != null) {
                tally.add(query, answer);
            }
        }
        return tally.score(answers, first, Times.of(dryRuns.values()), skipped);
    }

    /** The table as text. */
    public String text() {
        return text(Map.of());
    }

    /** The table as text, with a column for each of the others. */
    public String text(Map<String, ValidationScore> others) {
        ScoreTable table = new ScoreTable(this, others);
        table.section("False rejects (valid queries refused)", ValidationScore::falseRejects);
        table.section("Missed (invalid queries accepted), by set and level", ValidationScore::missed);
        table.section("Attacks accepted, by severity", ValidationScore::attacks);
        return table + endings();
    }

    private String endings() {
        StringBuilder out = new StringBuilder();
        out.append("Right name first for a misspelt one: ").append(suggested).append('\n');
        if (bounded.of() > 0) {
            out.append("Answered within two seconds: ").append(bounded).append('\n');
        }
        new TreeMap<>(times)
                .forEach((dialect, time) -> out.append("Milliseconds of a check, ")
                        .append(dialect)
                        .append(": ")
                        .append(time)
                        .append(String.format(Locale.ROOT, "; the first %.0f%n", first.getOrDefault(dialect, 0.0))));
        if (dryRuns.count() > 0) {
            out.append("Milliseconds of a dry run: ").append(dryRuns).append('\n');
        }
        if (!skipped.isEmpty()) {
            out.append("Skipped for want of their schema: ")
                    .append(String.join(", ", skipped))
                    .append('\n');
        }
        return out.toString();
    }

    /** Counts. For one thread. */
    private static final class Tally {
        private final Map<String, LabelledQuery> byId = new TreeMap<>();
        private final Map<String, Share> falseRejects = new TreeMap<>();
        private final Map<String, Share> missed = new TreeMap<>();
        private final Map<String, Share> attacks = new TreeMap<>();
        private final List<String> errors = new ArrayList<>();
        private Share suggested = Share.NONE;
        private Share bounded = Share.NONE;

        Tally(List<LabelledQuery> queries) {
            queries.forEach(query -> byId.put(query.id(), query));
        }

        void add(LabelledQuery query, Prediction answer) {
            if (query.expect().equals("bounded")) {
                bounded = bounded.plus(answer.ms() <= BOUND_MILLIS);
                return;
            }
            if (!query.isScored()) {
                return;
            }
            if (query.expect().equals(Prediction.ACCEPT)) {
                count(falseRejects, query.set(), answer.rejected(), "FALSE REJECT", query, answer.error());
                return;
            }
            if (query.isAttack()) {
                count(attacks, query.severity(), !answer.rejected(), "ATTACK ACCEPTED", query, "");
                return;
            }
            String level = query.level().isEmpty() ? "any" : query.level();
            count(missed, query.set() + ' ' + level, !answer.rejected(), "MISSED", query, query.reason());
            suggestion(query, answer);
        }

        private void count(
                Map<String, Share> shares, String key, boolean wrong, String word, LabelledQuery query, String why) {
            shares.merge(key, Share.NONE.plus(wrong), (old, one) -> old.plus(wrong));
            if (wrong) {
                errors.add(word
                        + '\t'
                        + query.id()
                        + '\t'
                        + why
                        + '\t'
                        + query.text().replaceAll("\\s+", " "));
            }
        }

        /** The right name is known where the query differs from its valid original in one word. */
        private void suggestion(LabelledQuery query, Prediction answer) {
            LabelledQuery base = byId.get(query.baseId());
            if (base == null || !query.level().equals("names")) {
                return;
            }
            Optional<String> right = WordDifference.onlyOne(base.text(), query.text());
            if (right.isEmpty() || !query.mutation().contains("typo")) {
                return;
            }
            boolean first = !answer.suggestions().isEmpty()
                    && WordDifference.sameName(answer.suggestions().get(0), right.get());
            suggested = suggested.plus(first);
            if (!first) {
                errors.add("SUGGESTION\t" + query.id() + "\tmeant " + right.get() + ", offered " + answer.suggestions()
                        + '\t' + query.text().replaceAll("\\s+", " "));
            }
        }

        ValidationScore score(
                Map<String, Prediction> answers, Map<String, Double> first, Times dryRuns, List<String> skipped) {
            Map<String, List<Double>> millis = new TreeMap<>();
            byId.values()
                    .forEach(query -> Optional.ofNullable(answers.get(query.id()))
                            .ifPresent(answer -> millis.computeIfAbsent(query.dialect(), dialect -> new ArrayList<>())
                                    .add(answer.ms())));
            Map<String, Times> times = new TreeMap<>();
            millis.forEach((dialect, each) -> times.put(dialect, Times.of(each)));
            return new ValidationScore(
                    falseRejects, missed, attacks, suggested, bounded, times, first, dryRuns, skipped, errors);
        }
    }
}
