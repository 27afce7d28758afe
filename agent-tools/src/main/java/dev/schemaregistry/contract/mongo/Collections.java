package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.model.Table;
import java.util.List;
import java.util.Optional;

/** Looks up the collections a query names: only registered ones, only of its own database. */
record Collections(Check check) {

    /** What the documents of a collection are like; nothing is known of one that may not be read. */
    Shape shape(Node name, Optional<String> database, At at) {
        At here = at.on(name);
        if (name instanceof Node.Doc) {
            check.error(
                    Rule.POLICY_UNREGISTERED_RELATION,
                    here,
                    "a collection is named by a text; other databases may not be read");
            return Shape.document(Fields.OPEN);
        }
        return check.requireText(name, here, "a collection")
                .map(word -> shape(word, database, here))
                .orElse(Shape.document(Fields.OPEN));
    }

    private Shape shape(String name, Optional<String> database, At at) {
        List<Table> found = check.schema().named(database, name);
        if (found.isEmpty()) {
            unknown(name, database, at);
            return Shape.document(Fields.OPEN);
        }
        if (found.size() > 1) {
            check.error(
                    Rule.AMBIGUOUS_ALIAS,
                    at,
                    "several databases have a collection \"" + name + "\"; name one with $db");
            return Shape.document(Fields.OPEN);
        }
        Table table = found.get(0);
        if (!table.isReadable()) {
            check.error(Rule.NOT_READABLE, at, "the role of the source may not read \"" + name + '"');
        }
        table.definition()
                .flatMap(ViewDefinitions::findRefused)
                .ifPresent(word -> check.error(
                        Rule.POLICY_FUNCTION,
                        at,
                        "the view \"" + name + "\" uses " + word + ", which is not on the allow-list"));
        check.use(table.name());
        return check.schema().shape(table);
    }

    private void unknown(String name, Optional<String> database, At at) {
        if (name.startsWith("system.")
                || name.contains("$")
                || name.startsWith("local.")
                || name.startsWith("admin.")) {
            check.error(
                    Rule.POLICY_UNREGISTERED_RELATION,
                    at,
                    "\"" + name + "\" is the server's own; only registered collections may be read");
            return;
        }
        check.unknown(
                Rule.UNKNOWN_TABLE,
                at,
                "there is no registered collection \"" + name + '"',
                name,
                check.schema().names(database));
    }
}
