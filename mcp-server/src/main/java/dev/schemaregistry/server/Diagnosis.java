package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

/**
 * What was found about one part of the set-up.
 *
 * @param finding one sentence, without secrets
 * @param advice what to do; empty when nothing is to be done
 */
public record Diagnosis(String subject, State state, String finding, String advice) {
    public Diagnosis {
        requireNonNull(subject, "subject");
        requireNonNull(state, "state");
        requireNonNull(finding, "finding");
        requireNonNull(advice, "advice");
    }

    static Diagnosis ok(String subject, String finding) {
        return new Diagnosis(subject, State.OK, finding, "");
    }

    static Diagnosis note(String subject, String finding, String advice) {
        return new Diagnosis(subject, State.NOTE, finding, advice);
    }

    static Diagnosis problem(String subject, String finding, String advice) {
        return new Diagnosis(subject, State.PROBLEM, finding, advice);
    }

    public boolean needsAction() {
        return state == State.PROBLEM;
    }

    /** How it is. */
    public enum State {
        OK,
        NOTE,
        PROBLEM
    }
}
