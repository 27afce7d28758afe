package dev.schemaregistry.registry;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.StalePart;
import dev.schemaregistry.policy.SourcePolicy;

/** A source's record without words that name a hidden field. */
final class ShownSource {
    private static final String WITHHELD = "the reason names what the column policy withholds";

    private final SourcePolicy policy;

    ShownSource(SourcePolicy policy) {
        this.policy = policy;
    }

    DataSource shown(DataSource source) {
        return new DataSource(
                source.id(),
                source.type(),
                source.uri(),
                source.description().filter(text -> !policy.mentionsHidden(text)),
                source.settings(),
                source.version(),
                source.revision(),
                source.fingerprint(),
                source.defaultNamespace(),
                source.engine(),
                shown(source.health()),
                source.updatedAt());
    }

    private SourceHealth shown(SourceHealth health) {
        return new SourceHealth(
                health.status(),
                health.lastSeen(),
                health.lastAttempt(),
                harmless(health.detail()),
                health.stale().stream()
                        .map(part -> new StalePart(shown(part.gap()), part.since()))
                        .toList());
    }

    private Snapshot.Gap shown(Snapshot.Gap gap) {
        return new Snapshot.Gap(gap.namespace(), gap.table(), harmless(gap.reason()));
    }

    private String harmless(String text) {
        return policy.mentionsHidden(text) ? WITHHELD : text;
    }
}
