package dev.schemaregistry.connector.qdrant;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounts;
import dev.schemaregistry.spi.BoundedDryRunner;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.TableSelection;
import dev.schemaregistry.spi.ValueProfiler;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One Qdrant server. Keeps its channel between calls; the key is resolved for each reading and kept nowhere.
 *
 * <p>The fingerprint reads what a discovery reads, since Qdrant keeps no mark of its own: it spares the judging and the writing.
 */
final class QdrantConnector implements SourceConnector {
    /** Looked at for values: each hundred costs a question. */
    private static final int MOST_POINTS = 1_000;

    private final SourceId id;
    private final QdrantSettings settings;
    private final SecretResolver secrets;
    private final KeptChannel channel;
    private final DryRunner dryRuns = new BoundedDryRunner(this::dryRun);

    QdrantConnector(SourceId id, QdrantSettings settings, SecretResolver secrets) {
        this.id = requireNonNull(id, "id");
        this.settings = requireNonNull(settings, "settings");
        this.secrets = requireNonNull(secrets, "secrets");
        channel = new KeptChannel(settings);
    }

    @Override
    public Snapshot discover() {
        return discover(TableSelection.ALL);
    }

    @Override
    public Snapshot discover(TableSelection selection) {
        return read("reading the schema", selection);
    }

    @Override
    public Fingerprint fingerprint() {
        return fingerprint(TableSelection.ALL);
    }

    @Override
    public Fingerprint fingerprint(TableSelection selection) {
        return SchemaMark.of(read("reading the fingerprint", selection));
    }

    @Override
    public boolean marksGaps() {
        return true;
    }

    @Override
    public Optional<DryRunner> dryRunner() {
        return Optional.of(dryRuns);
    }

    private DryRunReport dryRun(String query, DryRunner.Limits limits) {
        try {
            ReadRequest request = ReadRequest.of(query);
            return ask(
                    "a dry run",
                    limits.timeout(),
                    (doing, calls, key) -> new QueryProbe(doing, calls, settings, key).ask(request));
        } catch (ReadRequest.Refused refused) {
            return refused.report();
        }
    }

    /** Looks at the first points; where the operator wants no payload read, at none. */
    @Override
    public Optional<ValueProfiler> valueProfiler() {
        return Optional.of(this::profile);
    }

    private List<ValueCounts> profile(Table table, List<String> fields, ProfileLimits limits) {
        return ask("looking at values", limits.timeout(), (doing, calls, key) -> {
            try {
                int size = settings.sampleSize() == 0 ? 0 : Math.min(limits.rows(), MOST_POINTS);
                return new PayloadCounts(table, fields, limits)
                        .of(keys -> calls.sample(table.name().name(), size, keys));
            } catch (StatusRuntimeException e) {
                if (QdrantFailures.isGone(e) || QdrantFailures.isDenied(e)) {
                    return List.of();
                }
                throw QdrantFailures.of(doing, e, key);
            }
        });
    }

    @Override
    public void close() {
        channel.close();
    }

    /** What is asked once the key is known. */
    private interface Question<T> {
        T ask(String doing, QdrantCalls calls, Optional<String> key);
    }

    private Snapshot read(String what, TableSelection selection) {
        return ask(
                what,
                settings.queryTimeout(),
                (doing, calls, key) -> new SnapshotReader(doing, calls, settings, key).read(selection));
    }

    private <T> T ask(String what, Duration limit, Question<T> question) {
        String doing = what + " of source \"" + id + "\" at " + settings.place();
        Optional<String> key = settings.keyReference()
                .map(secrets::resolve)
                .map(Secret::reveal)
                .map(String::strip);
        requireSendable(doing, key);
        QdrantCalls calls = new QdrantCalls(channel.open(doing), shorter(limit, settings.queryTimeout()), key);
        try {
            return question.ask(doing, calls, key);
        } catch (SourceException e) {
            if (e.code() == ErrorCode.SOURCE_UNREACHABLE) {
                // Else the channel would keep refusing for a while after the server is back.
                channel.drop();
            }
            throw e;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void requireSendable(String doing, Optional<String> key) {
        if (key.filter(secret -> !secret.chars().allMatch(c -> c > ' ' && c < '\u007f'))
                .isPresent()) {
            throw new SourceException(
                    ErrorCode.SOURCE_DENIED, doing + " failed: the API key holds characters that no key of Qdrant has");
        }
    }
}
