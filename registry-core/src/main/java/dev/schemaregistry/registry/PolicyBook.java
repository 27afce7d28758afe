package dev.schemaregistry.registry;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.policy.ColumnPolicy;
import dev.schemaregistry.policy.SourcePolicy;
import dev.schemaregistry.spi.RegistryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The column policy in force, worked out for each source once a revision. Thread-safe. */
final class PolicyBook {
    private final RegistryStore truth;
    private final Map<SourceId, Known> known = new ConcurrentHashMap<>();
    private volatile ColumnPolicy policy = ColumnPolicy.NONE;

    private record Known(ColumnPolicy policy, State state, SourcePolicy worked) {}

    /** A source that was removed may come again with as many revisions, but later. */
    private record State(long revision, Instant updatedAt) {}

    PolicyBook(RegistryStore truth) {
        this.truth = truth;
    }

    ColumnPolicy policy() {
        return policy;
    }

    void use(ColumnPolicy next) {
        policy = requireNonNull(next, "next");
        known.clear();
    }

    boolean isNone() {
        return policy.isNone();
    }

    boolean concerns(SourceId source) {
        ColumnPolicy now = policy;
        return !now.isNone() && now.concerns(source);
    }

    /** Knows every table that was read before this was called. */
    SourcePolicy of(SourceId id) {
        ColumnPolicy now = policy;
        if (now.isNone() || !now.concerns(id)) {
            return SourcePolicy.NOTHING;
        }
        Optional<DataSource> source = truth.findSource(id);
        if (source.isEmpty()) {
            return now.of(unregistered(id), List.of());
        }
        State state = new State(source.get().revision(), source.get().updatedAt());
        Known last = known.get(id);
        if (last != null && last.state.equals(state) && last.policy.equals(now)) {
            return last.worked;
        }
        List<Table> tables =
                truth.listTables(id).stream().map(TableVersion::table).toList();
        SourcePolicy worked = now.of(source.get(), tables);
        known.put(id, new Known(now, state, worked));
        return worked;
    }

    /** Events outlive their source. */
    private static DataSource unregistered(SourceId id) {
        return DataSource.registered(id, "removed", "", Optional.empty(), Map.of(), Instant.EPOCH);
    }
}
