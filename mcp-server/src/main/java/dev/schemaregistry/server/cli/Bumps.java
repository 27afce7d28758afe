package dev.schemaregistry.server.cli;

import dev.schemaregistry.model.VersionBump;

/** How heavy a change weighs, in its colour. */
final class Bumps {
    private Bumps() {}

    static Span span(VersionBump bump) {
        return switch (bump) {
            case MAJOR -> Span.bad("MAJOR");
            case MINOR -> Span.warning("MINOR");
            case PATCH -> Span.good("PATCH");
            case NONE -> Span.dim("no change");
        };
    }
}
