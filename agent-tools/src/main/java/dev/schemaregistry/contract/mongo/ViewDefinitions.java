package dev.schemaregistry.contract.mongo;

import java.util.Optional;

/** What the registry keeps of a view: its pipeline, as text. Pure. */
final class ViewDefinitions {
    private ViewDefinitions() {}

    /** An operator in a view's pipeline that a query may not use itself, such as one that runs JavaScript. */
    static Optional<String> findRefused(String definition) {
        try {
            return find(QueryReader.read("{\"pipeline\": " + definition + '}').document());
        } catch (Unreadable notRead) {
            return Optional.of("what can't be read");
        }
    }

    private static Optional<String> find(Node node) {
        if (node instanceof Node.Items items) {
            return items.nodes().stream().flatMap(each -> find(each).stream()).findFirst();
        }
        if (node instanceof Node.Doc document) {
            return document.entries().stream()
                    .flatMap(entry ->
                            (isRefused(entry.name()) ? Optional.of(entry.name()) : find(entry.value())).stream())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static boolean isRefused(String name) {
        return name.equals("$function") || name.equals("$accumulator") || name.equals("$where");
    }
}
