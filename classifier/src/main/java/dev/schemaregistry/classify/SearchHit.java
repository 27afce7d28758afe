package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableRef;
import java.util.List;
import java.util.Optional;

/**
 * A table or a field that a search found.
 *
 * @param field the field; empty when the table itself was found
 * @param words the words of the search that it explains, as typed
 * @param score comparable within one search only
 */
public record SearchHit(TableRef table, TableKind kind, Optional<String> field, List<String> words, double score) {
    public SearchHit {
        requireNonNull(table, "table");
        requireNonNull(kind, "kind");
        requireNonNull(field, "field");
        words = List.copyOf(words);
    }
}
