package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import java.util.List;
import java.util.Optional;

/** Follows what {@code $search} looks for: operators of the table, and the fields they name. */
record SearchOperators(Check check) {

    /** One operator with its settings. */
    void of(Node.Entry call, Scope scope, At at) {
        check.step();
        Optional<Operator> operator = Operators.table().find(Operators.SEARCH, call.name());
        if (operator.isEmpty()) {
            check.unknown(
                    Rule.UNKNOWN_FUNCTION,
                    at,
                    "there is no search operator \"" + call.name() + '"',
                    call.name(),
                    Operators.table().names(Operators.SEARCH));
            return;
        }
        Optional<Node.Doc> settings = check.requireDocument(call.value(), at, call.name());
        if (settings.isEmpty()) {
            return;
        }
        if (operator.get().named().isEmpty()) {
            check.passOver(at, "what " + call.name() + " holds is not checked");
            return;
        }
        check.requireNames(settings.get(), operator.get(), at);
        settings.get()
                .entries()
                .forEach(entry -> operator.get()
                        .findNamed(entry.name())
                        .ifPresent(setting -> setting(setting.word(), entry, scope, at.in(entry))));
    }

    private void setting(String word, Node.Entry entry, Scope scope, At at) {
        switch (word) {
            case "path" -> path(entry.value(), scope, at);
            case "operator", "operators" -> operators(entry.value(), scope, at);
            case "likes" -> likes(entry.value(), scope, at);
            case "facets" -> facets(entry.value(), scope, at);
            default -> {}
        }
    }

    private void operators(Node value, Scope scope, At at) {
        List<Node> nodes = value instanceof Node.Items items ? items.nodes() : List.of(value);
        for (Node node : nodes) {
            check.requireDocument(node, at, "a search operator")
                    .ifPresent(document -> document.entries().stream()
                            .filter(entry -> !entry.name().equals("score"))
                            .forEach(entry -> of(entry, scope, at.in(entry))));
        }
    }

    private void likes(Node value, Scope scope, At at) {
        List<Node> nodes = value instanceof Node.Items items ? items.nodes() : List.of(value);
        for (Node node : nodes) {
            check.requireDocument(node, at, "like")
                    .ifPresent(document -> document.entries()
                            .forEach(entry -> check.inCondition(scope.root(), entry.name(), at.in(entry))));
        }
    }

    private void facets(Node value, Scope scope, At at) {
        check.requireDocument(value, at, "facets")
                .ifPresent(named -> named.entries().forEach(facet -> {
                    At here = at.in(facet);
                    check.requireDocument(facet.value(), here, "a facet")
                            .flatMap(document -> document.entry("path"))
                            .ifPresent(entry -> path(entry.value(), scope, here.in(entry)));
                }));
    }

    /** A path: a text, several, or a document around one; with a wildcard it is any. */
    void path(Node value, Scope scope, At at) {
        if (value instanceof Node.Items items) {
            items.nodes().forEach(node -> path(node, scope, at));
        } else if (value instanceof Node.Doc document) {
            if (document.entry("wildcard").isPresent()) {
                check.passesOn(scope.root(), at);
            }
            document.entries().stream()
                    .filter(entry ->
                            entry.name().equals("value") || entry.name().equals("path"))
                    .forEach(entry -> path(entry.value(), scope, at.in(entry)));
        } else {
            check.requireText(value, at, "a path")
                    .ifPresent(path -> check.inCondition(scope.root(), path, at.on(value)));
        }
    }
}
