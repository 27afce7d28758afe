package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;

/** The text is no query document, or larger than is looked at. Caught where the check begins. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rule rule;

    Unreadable(Rule rule, String message) {
        super(message, null, false, false);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
