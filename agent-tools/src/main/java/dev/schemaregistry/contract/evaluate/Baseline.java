package dev.schemaregistry.contract.evaluate;

import java.util.Optional;

/**
 * Judges a query by its text alone, as a parser without the schema does: what the contract check is compared with. Nothing that it
 * accepts is safe to run.
 */
@FunctionalInterface
public interface Baseline {
    /**
     * Whether the text is one read in the grammar; empty when this parser does not read the dialect.
     *
     * @param dialect as the files write it: {@code postgres}, {@code sqlite}, {@code mongodb}
     */
    Optional<Boolean> accepts(String dialect, String query);
}
