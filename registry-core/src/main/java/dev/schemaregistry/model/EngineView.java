package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A view whose definition calls more than the engine's own code, also where that can't be seen in its text.
 *
 * @param calls what it calls by itself, without the views it reads from, sorted by name
 */
public record EngineView(TableName view, List<EngineRoutine> calls) {
    public EngineView {
        requireNonNull(view, "view");
        calls = calls.stream().sorted().toList();
    }
}
