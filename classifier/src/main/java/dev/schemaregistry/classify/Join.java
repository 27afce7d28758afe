package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.TableRef;
import java.util.List;

/**
 * How two tables go together.
 *
 * @param fromFields fields of {@code from}, pairwise with {@code toFields}
 * @param declared true for a foreign key of the source; false for a suggestion that a person should confirm
 * @param reason a few words: {@code foreign key}, {@code both hold entity Customer}, {@code same key name}
 */
public record Join(
        TableRef from, List<String> fromFields, TableRef to, List<String> toFields, boolean declared, String reason) {
    public Join {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(reason, "reason");
        fromFields = List.copyOf(fromFields);
        toFields = List.copyOf(toFields);
    }

    /** Whether the tables live in different sources, so that no single query can join them. */
    public boolean acrossSources() {
        return !from.source().equals(to.source());
    }
}
