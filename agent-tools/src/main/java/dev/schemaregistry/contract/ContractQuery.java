package dev.schemaregistry.contract;

import static java.util.Objects.requireNonNull;

/**
 * A query to be checked.
 *
 * @param text the query as it would be sent to the source; hostile text
 * @param schema the source it is meant for, as the registry knows it
 */
public record ContractQuery(String text, SchemaContext schema) {
    public ContractQuery {
        requireNonNull(text, "text");
        requireNonNull(schema, "schema");
    }

    /** The language the text is read in. */
    public Dialect dialect() {
        return schema.dialect();
    }
}
