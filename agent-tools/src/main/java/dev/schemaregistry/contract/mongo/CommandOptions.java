package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.Filters.Position;

/** What stands beside the first name of a command. */
record CommandOptions(Check check) {
    /** Follows one option, by the word of the table. */
    void of(String word, Node.Entry entry, Scope scope, At at) {
        Node value = entry.value();
        switch (word) {
            case "filter" -> check.filters().of(value, scope, Position.COMMAND, at);
            case "sort" -> new SortOrder(check).follow(value, scope.root(), at);
            case "count" -> check.requireCount(value, at, entry.name(), 0);
            case "limit" -> limit(value, at);
            case "truth" -> {
                if (value.truth().isEmpty() && value.number().isEmpty()) {
                    check.error(Rule.SYNTAX_ERROR, at, entry.name() + " is true or false, not " + value.words());
                }
            }
            case "object", "cursor" -> check.requireDocument(value, at, entry.name());
            case "hint" -> hint(value, scope, at);
            case "never" -> never(entry, at);
            default -> {}
        }
    }

    private void limit(Node value, At at) {
        if (check.requireCount(value, at, "limit", 0)
                .filter(limit -> limit == 0)
                .isPresent()) {
            check.findings()
                    .note(
                            Rule.UNBOUNDED_RESULT,
                            Severity.INFO,
                            at,
                            "a limit of 0 means no limit: all documents are answered");
        }
    }

    private void hint(Node value, Scope scope, At at) {
        if (value instanceof Node.Doc keys) {
            keys.entries().stream()
                    .filter(key -> !key.name().startsWith("$"))
                    .forEach(key -> check.inCondition(scope.root(), key.name(), at.in(key)));
        } else {
            check.requireText(value, at, "hint");
        }
    }

    private void never(Node.Entry entry, At at) {
        boolean off = entry.value().truth().filter(on -> !on).isPresent();
        if (!off) {
            check.error(Rule.POLICY_RESOURCE, at, entry.name() + " keeps a cursor of the server open; leave it out");
        }
    }
}
