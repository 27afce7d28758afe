package dev.schemaregistry.classify;

import java.util.function.Function;

/** The index as ranking sees it. Thread-safe. */
public interface SchemaTerms {
    /** Runs {@code reader} on the newest consistent state and gives its answer; the view must not leave the call. */
    <T> T read(Function<IndexView, T> reader);
}
