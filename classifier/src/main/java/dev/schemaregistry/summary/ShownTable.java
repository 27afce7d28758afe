package dev.schemaregistry.summary;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.TableRef;
import java.util.List;

/**
 * A table as a summary shows it.
 *
 * @param fields names of the fields shown, as their source spells them
 * @param omitted how many fields were left out
 * @param brief whether the fields are shown by their names alone
 */
public record ShownTable(TableRef ref, List<String> fields, int omitted, boolean brief) {
    public ShownTable {
        requireNonNull(ref, "ref");
        fields = List.copyOf(fields);
    }
}
