package dev.schemaregistry.contract.evaluate;

import dev.schemaregistry.contract.SchemaContext;
import java.util.Optional;

/** Finds the schema a labelled query names. The caller wires it to connectors; it is asked once for each name. */
@FunctionalInterface
public interface SchemaLookup {
    /**
     * The schema of that name; empty when it can't be had, so that its queries are skipped.
     *
     * @param dialect as the file writes it: {@code postgres}, {@code sqlite}, {@code mongodb}
     */
    Optional<SchemaContext> find(String dialect, String schemaRef);
}
