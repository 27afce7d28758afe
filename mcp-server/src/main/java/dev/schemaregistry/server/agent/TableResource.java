package dev.schemaregistry.server.agent;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.TableRef;

/** One table, as an entry of the list of resources. */
public record TableResource(TableRef ref) {
    public TableResource {
        requireNonNull(ref, "ref");
    }

    public String uri() {
        return TableUri.of(ref).text();
    }

    /** The name a person reads, {@code source.table}. */
    public String name() {
        return ref.text();
    }
}
