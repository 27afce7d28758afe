package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The models that a classifier may ask. All are optional, and none is asked unless it is given here.
 *
 * @param meanings finds tables by meaning, for {@link Strategy#HYBRID}
 * @param judge orders the best candidates, for {@link Strategy#RERANKED}
 * @param clock measures for how long a failing model is left alone
 */
public record ClassifierModels(
        Optional<TableMeanings> meanings, Optional<CandidateJudge> judge, Limits limits, Clock clock) {
    /** No models: words alone. */
    static final ClassifierModels NONE = on(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    public ClassifierModels {
        requireNonNull(meanings, "meanings");
        requireNonNull(judge, "judge");
        requireNonNull(limits, "limits");
        requireNonNull(clock, "clock");
    }

    /** No models yet. */
    public static ClassifierModels on(Clock clock) {
        return new ClassifierModels(Optional.empty(), Optional.empty(), Limits.DEFAULT, clock);
    }

    /** The same, with tables found by meaning too. */
    public ClassifierModels with(TableMeanings given) {
        return new ClassifierModels(Optional.of(given), judge, limits, clock);
    }

    /** The same, with a judge of close races. */
    public ClassifierModels with(CandidateJudge given) {
        return new ClassifierModels(meanings, Optional.of(given), limits, clock);
    }

    /** The same within other limits. */
    public ClassifierModels within(Limits given) {
        return new ClassifierModels(meanings, judge, given, clock);
    }

    /** What a question is ranked by that does not say. */
    Strategy best() {
        if (judge.isPresent()) {
            return Strategy.RERANKED;
        }
        return meanings.isPresent() ? Strategy.HYBRID : Strategy.LEXICAL;
    }

    /**
     * How long and how often models are asked.
     *
     * @param meaning the longest to wait for vectors
     * @param judgement the longest to wait for the judge
     * @param closeRace a question that does not ask for a strategy goes to the judge when it is ambiguous, or when the second source is
     *     at least this share as likely as the first; 0 for always, more than 1 for ambiguous ones only
     * @param failures after so many in a row a model is left alone
     * @param pause for how long it is left alone
     */
    public record Limits(Duration meaning, Duration judgement, double closeRace, int failures, Duration pause) {
        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(20), 0.5, 3, Duration.ofSeconds(30));

        public Limits {
            requireNonNull(pause, "pause");
            if (!isPositive(meaning) || !isPositive(judgement)) {
                throw new IllegalArgumentException(
                        "a model needs time: " + meaning + " and " + judgement + " must be above 0");
            }
            if (failures < 1) {
                throw new IllegalArgumentException("failures is " + failures + "; at least 1 is needed to notice one");
            }
        }

        private static boolean isPositive(Duration time) {
            return !time.isNegative() && !time.isZero();
        }

        /** The same with other times to wait. */
        public Limits waiting(Duration forMeaning, Duration forJudgement) {
            return new Limits(forMeaning, forJudgement, closeRace, failures, pause);
        }
    }
}
