package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.TableName;
import java.util.List;

/**
 * Whether the registry may keep values of a source, so that questions can name them.
 *
 * @param exclude patterns for fields that are left alone, matched with {@code table.field} and with {@code field}; {@code *} stands for
 *     any characters, {@code ?} for one
 */
public record ProfileSettings(Mode mode, List<String> exclude) {
    /** No value is read. */
    public static final ProfileSettings OFF = new ProfileSettings(Mode.OFF, List.of());

    public ProfileSettings {
        requireNonNull(mode, "mode");
        exclude = List.copyOf(exclude);
        if (exclude.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a pattern for fields must not be empty; write * for every field");
        }
    }

    public boolean isOn() {
        return mode == Mode.LOW_CARDINALITY;
    }

    /** Whether the operator wants a field left alone. */
    public boolean excludes(TableName table, String field) {
        return TableSelection.fitsAny(exclude, table.text() + '.' + field) || TableSelection.fitsAny(exclude, field);
    }

    /** Which values may be kept. */
    public enum Mode {
        /** None. */
        OFF,
        /** Those of fields that hold few distinct ones, where names and values look harmless. */
        LOW_CARDINALITY
    }
}
