package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.CheckedRequest;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.model.Table;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds collections by name or alias. */
record CollectionNames(CheckedRequest checked) {
    /** One of several between commas; a comma that belongs to it stands behind a backslash. */
    private static final Pattern NAME = Pattern.compile("(?:[^,\\\\]|\\\\.)+");

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
        return Stream.concat(
                Stream.of(table.name().name()),
                NAME.matcher(table.properties().getOrDefault("aliases", ""))
                        .results()
                        .map(alias -> alias.group().replaceAll("\\\\(.)", "$1")));
    }

    static String nearest(List<String> names) {
        return names.isEmpty() ? "" : "; nearest: " + String.join(", ", names);
    }
}
