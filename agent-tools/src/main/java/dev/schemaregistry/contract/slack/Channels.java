package dev.schemaregistry.contract.slack;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.CheckedRequest;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import java.util.List;
import java.util.Optional;

/** Finds channels by name, by {@code #name}, or by id. */
record Channels(CheckedRequest checked) {
    static final String PRIVATE = "private";

    /** The channel that a text names; empty when there is a finding instead. */
    Optional<Table> resolve(JsonPart name) {
        if (!name.isText()) {
            checked.findings().error(Rule.SYNTAX_ERROR, name, ShapeWalk.wrongKind(name, "the name of a channel"));
            return Optional.empty();
        }
        boolean hash = name.text().startsWith("#");
        String wanted = hash ? name.text().substring(1) : name.text();
        Optional<Table> channel = channels().stream()
                .filter(table -> table.name().name().equals(wanted)
                        || wanted.equals(table.properties().get("channel_id")))
                .findFirst();
        if (channel.isEmpty()) {
            List<String> nearest =
                    checked
                            .findings()
                            .nearest(
                                    wanted,
                                    channels().stream()
                                            .map(table -> table.name().name())
                                            .toList())
                            .stream()
                            .map(near -> hash ? '#' + near : near)
                            .toList();
            checked.findings()
                    .error(
                            Rule.UNKNOWN_TABLE,
                            name,
                            "no channel \"" + name.text() + '"'
                                    + (nearest.isEmpty() ? "" : "; nearest: " + String.join(", ", nearest)),
                            nearest);
        }
        channel.ifPresent(found -> checked.used(found.name()));
        return channel;
    }

    private List<Table> channels() {
        return checked.schema().tables().stream()
                .filter(table -> table.kind() == TableKind.CHANNEL)
                .toList();
    }
}
