package dev.schemaregistry.connector.slack;

/** Slack refused a call because the token lacks a scope: no failure of the reading, but a part that it lacks. */
final class MissingScope extends Exception {
    private static final long serialVersionUID = 1L;

    private final String needed;

    /** @param needed what Slack says it needs; empty when it does not say, or says it in no form of a scope */
    MissingScope(String needed) {
        super("missing scope", null, false, false);
        this.needed = needed;
    }

    /** The scope by name, or else the one that the documentation of the call names. */
    String neededOr(String documented) {
        return needed.isEmpty() ? documented : needed;
    }
}
