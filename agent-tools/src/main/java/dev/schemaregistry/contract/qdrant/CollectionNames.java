package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.CheckedRequest;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.model.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds collections by name or alias. */
record CollectionNames(CheckedRequest checked) {

    /** The collection that a text names; empty when there is a finding instead. */
    Optional<VectorCollection> resolve(JsonPart name) {
        if (!name.isText()) {
            checked.findings().error(Rule.SYNTAX_ERROR, name, ShapeWalk.wrongKind(name, "the name of a collection"));
            return Optional.empty();
        }
        Optional<Table> table = checked.schema().tables().stream()
                .filter(each -> names(each).anyMatch(name.text()::equals))
                .findFirst();
        if (table.isEmpty()) {
            List<String> nearest = checked.findings()
                    .nearest(
                            name.text(),
                            checked.schema().tables().stream()
                                    .flatMap(CollectionNames::names)
                                    .toList());
            checked.findings()
                    .error(
                            Rule.UNKNOWN_TABLE,
                            name,
                            "no collection or alias \"" + name.text() + '"' + nearest(nearest),
                            nearest);
            return Optional.empty();
        }
        if (!table.get().isReadable()) {
            checked.findings().error(Rule.NOT_READABLE, name, "the collection \"" + name.text() + "\" may not be read");
        }
        checked.used(table.get().name());
        return table.map(VectorCollection::of);
    }

    private static Stream<String> names(Table table) {
        String aliases = table.properties().getOrDefault("aliases", "");
        // A comma that belongs to a name stands behind a backslash.
        return Stream.concat(
                Stream.of(table.name().name()),
                Arrays.stream(aliases.split("(?<!\\\\),"))
                        .filter(alias -> !alias.isEmpty())
                        .map(alias -> alias.replace("\\,", ",").replace("\\\\", "\\")));
    }

    static String nearest(List<String> names) {
        return names.isEmpty() ? "" : "; nearest: " + String.join(", ", names);
    }
}
