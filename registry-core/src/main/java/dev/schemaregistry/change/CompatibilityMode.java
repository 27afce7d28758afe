package dev.schemaregistry.change;

/**
 * Which readers a schema must not break, in the industry's words. BACKWARD: who reads with the new schema understands data written with
 * the old one. FORWARD: who reads with the old schema understands new data; a query written yesterday is such a reader. The
 * transitive forms hold against every earlier version, the others against the last.
 */
public enum CompatibilityMode {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    FORWARD(false, true, false),
    FULL(true, true, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD_TRANSITIVE(false, true, true),
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    CompatibilityMode(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /** Whether readers with the new schema count. */
    public boolean backward() {
        return backward;
    }

    /** Whether readers with the old schema count. */
    public boolean forward() {
        return forward;
    }

    /** Whether every earlier version counts, not only the last. */
    public boolean transitive() {
        return transitive;
    }
}
