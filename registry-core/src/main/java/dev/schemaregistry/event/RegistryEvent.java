package dev.schemaregistry.event;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.VersionBump;
import java.time.Instant;
import java.util.List;

/**
 * One entry of the event log. Listeners read it in order of {@link #sequence()}, each from its own position, at least once.
 * A {@link TableChanged} exists exactly when a version exists.
 */
public sealed interface RegistryEvent {
    /** The place in the log: growing, starting at 1; gaps are possible. */
    long sequence();

    Instant at();

    <R> R accept(Visitor<R> visitor);

    /**
     * A table got a new version: it appeared, changed, or went.
     *
     * @param changes the differences to the version before; one {@code TableAdded} for a new table
     */
    record TableChanged(
            long sequence,
            Instant at,
            TableRef ref,
            SemanticVersion version,
            long revision,
            VersionBump bump,
            boolean removed,
            List<SchemaChange> changes)
            implements RegistryEvent {
        public TableChanged {
            requireNonNull(at, "at");
            requireNonNull(ref, "ref");
            requireNonNull(version, "version");
            requireNonNull(bump, "bump");
            changes = List.copyOf(changes);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tableChanged(this);
        }
    }

    /** A source was registered, described differently, got another engine's catalog, or was removed with all its tables. */
    record SourceChanged(long sequence, Instant at, SourceId source, Kind kind) implements RegistryEvent {
        public SourceChanged {
            requireNonNull(at, "at");
            requireNonNull(source, "source");
            requireNonNull(kind, "kind");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sourceChanged(this);
        }

        /** What happened to the source. */
        public enum Kind {
            REGISTERED,
            UPDATED,
            REMOVED
        }
    }

    /** An ontology entity was added, changed or removed. */
    record OntologyChanged(long sequence, Instant at, String entity, boolean removed) implements RegistryEvent {
        public OntologyChanged {
            requireNonNull(at, "at");
            requireNonNull(entity, "entity");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ontologyChanged(this);
        }
    }

    /** What is known of the values of a table's fields moved; which they are is not told. No version goes with it. */
    record ValuesProfiled(long sequence, Instant at, TableRef ref) implements RegistryEvent {
        public ValuesProfiled {
            requireNonNull(at, "at");
            requireNonNull(ref, "ref");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.valuesProfiled(this);
        }
    }

    /** What people said of an answer was added, renewed or forgotten. */
    record FeedbackChanged(long sequence, Instant at, String id, boolean removed) implements RegistryEvent {
        public FeedbackChanged {
            requireNonNull(at, "at");
            requireNonNull(id, "id");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.feedbackChanged(this);
        }
    }

    /** One method per kind of event. */
    interface Visitor<R> {
        R tableChanged(TableChanged event);

        R sourceChanged(SourceChanged event);

        R ontologyChanged(OntologyChanged event);

        R valuesProfiled(ValuesProfiled event);

        R feedbackChanged(FeedbackChanged event);
    }
}
