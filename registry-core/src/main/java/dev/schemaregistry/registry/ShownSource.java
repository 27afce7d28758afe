package dev.schemaregistry.registry;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.StalePart;
import dev.schemaregistry.policy.SourcePolicy;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A source's record without words that name a hidden field. */
final class ShownSource {
    private static final String EXCLUDED = "profile_exclude";
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
                shown(source.settings()),
                source.version(),
                source.revision(),
                source.fingerprint(),
                source.defaultNamespace(),
                source.engine(),
                shown(source.health()),
                source.updatedAt());
    }

    /** What the profiler leaves alone is named by its fields; hidden ones it is not shown anyway. */
    private Map<String, String> shown(Map<String, String> settings) {
        Map<String, String> left = new TreeMap<>(settings);
        left.computeIfPresent(
                EXCLUDED,
                (key, patterns) -> Stream.of(patterns.split(","))
                        .filter(pattern -> !policy.mentionsHidden(pattern))
                        .collect(Collectors.joining(",")));
        left.remove(EXCLUDED, "");
        return left;
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
