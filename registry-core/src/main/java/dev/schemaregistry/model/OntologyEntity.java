package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A business word and the tables that hold it, for example {@code Customer} → {@code crm.accounts}, {@code shop.customers}.
 *
 * @param synonyms other words people use for it, sorted
 * @param tables the tables that hold it, sorted
 */
public record OntologyEntity(String name, Optional<String> description, List<String> synonyms, List<TableRef> tables) {
    public OntologyEntity {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        if (name.isBlank()) {
            throw new IllegalArgumentException("an ontology entity needs a name");
        }
        synonyms = synonyms.stream().distinct().sorted().toList();
        tables = tables.stream().distinct().sorted().toList();
    }
}
