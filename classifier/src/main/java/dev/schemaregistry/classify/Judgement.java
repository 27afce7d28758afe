package dev.schemaregistry.classify;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.summary.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A judge's order of the best candidates as something to add to their scores. The scores of the ranks stay and change hands; the
 * first is then taken as {@code CHOSEN} times as likely, so that no tie is left.
 */
final class Judgement {
    /** A judge sees no more sources. */
    static final int MOST_CANDIDATES = 5;

    private static final double CHOSEN = 6;
    private static final int TABLES = 4;
    private static final int FIELDS = 4;
    private static final int NAME_LIMIT = 60;

    private final Classification found;
    private final List<RankedSource> candidates;

    Judgement(Classification found) {
        this.found = found;
        this.candidates = found.sources()
                .subList(0, Math.min(MOST_CANDIDATES, found.sources().size()));
    }

    /** Whether there is anything to decide. */
    boolean isOpen() {
        return candidates.size() > 1;
    }

    /** Whether the answer is ambiguous or the second source at least that share as likely as the first. */
    boolean isClose(double share) {
        return found.outcome() == Classification.Outcome.AMBIGUOUS
                || candidates.get(1).probability() >= share * candidates.get(0).probability();
    }

    List<CandidateJudge.Candidate> candidates() {
        return candidates.stream()
                .map(source -> new CandidateJudge.Candidate(source.id(), text(source)))
                .toList();
    }

    /** The tables that matched and the fields that did, in the source's own names. */
    private String text(RankedSource source) {
        return "tables: "
                + source.tables().stream()
                        .limit(TABLES)
                        .map(ref -> SafeText.name(ref.table().text(), NAME_LIMIT)
                                + found.findTable(ref).map(Judgement::fields).orElse(""))
                        .collect(Collectors.joining(", "));
    }

    private static String fields(RankedTable table) {
        Set<String> matched = table.matchedFields();
        return matched.isEmpty()
                ? ""
                : matched.stream()
                        .limit(FIELDS)
                        .map(field -> SafeText.name(field, NAME_LIMIT))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** Whether the order names candidates only, none twice, and at least one. */
    boolean isOrder(List<SourceId> order) {
        Set<SourceId> known = candidates.stream().map(RankedSource::id).collect(Collectors.toSet());
        return !order.isEmpty() && known.containsAll(order) && new HashSet<>(order).size() == order.size();
    }

    /** What to add to each candidate's score. */
    Map<SourceId, Double> votes(List<SourceId> order) {
        List<RankedSource> wanted = new ArrayList<>(candidates);
        wanted.sort(Comparator.comparingInt(source -> place(order, source.id())));
        Map<SourceId, Double> votes = new HashMap<>();
        for (int rank = 0; rank < wanted.size(); rank++) {
            double target = candidates.get(rank).score() + (rank == 0 ? Math.log(CHOSEN) : 0);
            votes.put(wanted.get(rank).id(), target - wanted.get(rank).score());
        }
        return votes;
    }

    /** Those that the order does not name come after it. */
    private static int place(List<SourceId> order, SourceId source) {
        int place = order.indexOf(source);
        return place < 0 ? order.size() : place;
    }
}
