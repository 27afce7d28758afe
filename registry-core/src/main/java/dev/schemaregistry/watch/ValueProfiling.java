package dev.schemaregistry.watch;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.profile.FieldPolicy;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounts;
import dev.schemaregistry.profile.ValuePolicy;
import dev.schemaregistry.registry.Acceptance;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.ProfileSettings;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.ValueProfiler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the stored values of one source in step with its settings, and looks at the tables whose turn it is: those that are new or
 * changed, and those looked at more than a day ago. Used once; what is asked of the source is asked on a thread of its own, what is
 * written is written by the caller.
 */
final class ValueProfiling {
    private static final Logger LOG = LoggerFactory.getLogger(ValueProfiling.class);
    private static final Duration FRESH = Duration.ofDays(1);

    /** A table, and what came of looking at it; nothing where that failed. */
    private record Looked(TableName table, Optional<List<FieldValues>> values) {}

    private final SchemaRegistry registry;
    private final SourceId source;
    private final ProfileSettings settings;
    private final ProfileLimits limits;
    private final Map<Table, List<String>> questions = new LinkedHashMap<>();
    private final Queue<Looked> looked = new ConcurrentLinkedQueue<>();
    private final Queue<ErrorCode> failures = new ConcurrentLinkedQueue<>();

    ValueProfiling(SchemaRegistry registry, SourceId source, ProfileSettings settings, IntrospectionLimits limits) {
        this.registry = registry;
        this.source = source;
        this.settings = settings;
        Duration usual = ProfileLimits.DEFAULT.timeout();
        Duration timeout = usual.compareTo(limits.perSource()) < 0 ? usual : limits.perSource();
        this.limits = new ProfileLimits(
                ProfileLimits.DEFAULT.values(),
                ProfileLimits.DEFAULT.length(),
                ProfileLimits.DEFAULT.rows(),
                timeout,
                ProfileLimits.DEFAULT.fields());
    }

    /**
     * Forgets what may not be known any more, and finds what is to be looked at. Whether there is anything.
     *
     * @param acceptance what the reading before led to
     * @param all look at every table, however short ago that was done
     */
    boolean prepare(Optional<Acceptance> acceptance, boolean all) {
        Set<TableName> changed = changed(acceptance);
        forget(changed);
        if (!settings.isOn()) {
            return false;
        }
        Set<TableName> due = new TreeSet<>(registry.tablesToProfile(source, all ? Duration.ZERO : FRESH));
        due.addAll(changed);
        for (TableName name : due) {
            registry.findTableSchema(ref(name)).ifPresent(version -> ask(version.table()));
        }
        return !questions.isEmpty();
    }

    /** Starts asking; what was learned until the end, or until the time was up, is there for {@link #write}. */
    CompletableFuture<?> start(DataSource from, ConnectorOpener connectors, Duration patience) {
        return new SourceTask<>("profile", from, connectors, patience, this::look).start();
    }

    /** Writes what was learned; returns how many fields have values. */
    int write(Optional<Throwable> failure) {
        int fields = 0;
        for (Looked each : looked) {
            List<FieldValues> values = each.values().orElseGet(() -> registry.fieldValues(ref(each.table())));
            registry.putFieldValues(ref(each.table()), values);
            fields += each.values().map(List::size).orElse(0);
        }
        if (failure.isPresent() || !failures.isEmpty()) {
            LOG.warn(
                    "source \"{}\": the values of {} of {} tables could not be looked at ({}); its schema is not concerned",
                    source,
                    questions.size() - looked.size() + failures.size(),
                    questions.size(),
                    failures.isEmpty() ? reason(failure.orElseThrow()) : failures.peek());
        }
        return fields;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return cause instanceof SourceException known
                ? known.code().name()
                : cause.getClass().getSimpleName();
    }

    private void forget(Set<TableName> changed) {
        registry.listFieldValues(source).forEach((name, known) -> {
            if (!settings.isOn()) {
                registry.removeFieldValues(ref(name));
                return;
            }
            List<FieldValues> allowed = known.fields().stream()
                    .filter(values -> !settings.excludes(name, values.field()))
                    .filter(values -> !changed.contains(name) || isAllowed(name, values.field()))
                    .toList();
            if (!allowed.equals(known.fields())) {
                registry.putFieldValues(ref(name), allowed);
            }
        });
    }

    private boolean isAllowed(TableName name, String field) {
        return registry.findTableSchema(ref(name))
                .filter(version -> FieldPolicy.refusal(version.table(), field).isEmpty())
                .isPresent();
    }

    private void ask(Table table) {
        List<String> fields =
                FieldPolicy.fieldsToAsk(table, field -> settings.excludes(table.name(), field), limits.fields());
        if (fields.isEmpty()) {
            registry.putFieldValues(ref(table.name()), List.of());
            return;
        }
        questions.put(table, fields);
    }

    /** On the thread that asks. */
    private boolean look(SourceConnector connector) {
        Optional<ValueProfiler> profiler = connector.valueProfiler();
        questions.forEach((table, fields) -> {
            if (isInTime()) {
                Looked seen = new Looked(
                        table.name(),
                        profiler.isEmpty() ? Optional.of(List.of()) : look(profiler.get(), table, fields));
                if (isInTime()) {
                    looked.add(seen);
                }
            }
        });
        return true;
    }

    /** Who comes too late is interrupted. */
    private static boolean isInTime() {
        return !Thread.currentThread().isInterrupted();
    }

    private Optional<List<FieldValues>> look(ValueProfiler profiler, Table table, List<String> fields) {
        try {
            List<ValueCounts> counts = profiler.profile(table, fields, limits);
            return Optional.of(ValuePolicy.harmless(
                    table,
                    counts.stream()
                            .filter(count -> fields.contains(count.field()))
                            .toList(),
                    limits));
        } catch (SourceException failure) {
            if (failure.code() == ErrorCode.SOURCE_UNREACHABLE) {
                throw failure;
            }
            return failed(failure.code(), failure);
        } catch (RuntimeException failure) {
            return failed(ErrorCode.SOURCE_FAILED, failure);
        }
    }

    private Optional<List<FieldValues>> failed(ErrorCode code, RuntimeException failure) {
        LOG.debug("looking at the values of a table of source \"{}\" failed", source, failure);
        failures.add(code);
        return Optional.empty();
    }

    private static Set<TableName> changed(Optional<Acceptance> acceptance) {
        return acceptance.stream()
                .flatMap(accepted -> accepted.events().stream())
                .filter(TableChanged.class::isInstance)
                .map(TableChanged.class::cast)
                .filter(change -> !change.removed())
                .map(change -> change.ref().table())
                .collect(Collectors.toSet());
    }

    private TableRef ref(TableName name) {
        return new TableRef(source, name);
    }
}
