package dev.schemaregistry.connector.slack;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.BoundedDryRunner;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.TableSelection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One workspace, as far as a token sees it. Opens the client with the first reading, and resolves the token for each reading anew.
 * Closing ends a reading under way, a wait for Slack's rate limit included.
 */
final class SlackConnector implements SourceConnector {
    /** What is done with the Web API in one reading. */
    private interface Reading<T> {
        T of(SlackApi api);
    }

    private final SourceId id;
    private final SlackSettings settings;
    private final SecretResolver secrets;
    private final AtomicReference<@Nullable SlackClient> kept = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final DryRunner dryRuns = new BoundedDryRunner(this::dryRun);

    SlackConnector(SourceId id, SlackSettings settings, SecretResolver secrets) {
        this.id = requireNonNull(id, "id");
        this.settings = requireNonNull(settings, "settings");
        this.secrets = requireNonNull(secrets, "secrets");
    }

    @Override
    public Snapshot discover() {
        return discover(TableSelection.ALL);
    }

    @Override
    public Snapshot discover(TableSelection selection) {
        return read("reading the schema", api -> new SnapshotReader(api, settings).read(selection));
    }

    @Override
    public Fingerprint fingerprint() {
        return read(
                "reading the fingerprint", api -> Marks.of(new WorkspaceReader(api, settings.pageSize()).read(true)));
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
            ReadCall call = ReadCall.of(query);
            SlackApi.Waiting notAtAll = asked -> {
                throw EarlyAnswer.rateLimited(asked);
            };
            return read("a dry run", notAtAll, api -> new CallProbe(api, limits.timeout()).ask(call));
        } catch (EarlyAnswer none) {
            return none.report();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        drop();
    }

    private <T> T read(String what, Reading<T> reading) {
        return read(what, new Patience(doing(what), settings.rateLimitWait(), closed), reading);
    }

    private String doing(String what) {
        return what + " of source \"" + id + "\" at workspace \"" + settings.workspace() + '"';
    }

    private <T> T read(String what, SlackApi.Waiting waiting, Reading<T> reading) {
        String doing = doing(what);
        requireOpen(doing);
        SlackApi api = new SlackApi(doing, client().methods(secrets.resolve(settings.tokenReference())), waiting);
        try {
            return reading.of(api);
        } catch (SourceException failed) {
            requireOpen(doing);
            throw failed;
        }
    }

    private void requireOpen(String doing) {
        if (closed.getCount() == 0) {
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED, doing + " failed: the connector is closed; open a new one");
        }
    }

    private synchronized SlackClient client() {
        @Nullable SlackClient open = kept.get();
        if (open != null) {
            return open;
        }
        SlackClient fresh = SlackClient.open(settings);
        kept.set(fresh);
        if (closed.getCount() == 0) {
            drop();
        }
        return fresh;
    }

    private void drop() {
        @Nullable SlackClient client = kept.getAndSet(null);
        if (client != null) {
            client.close();
        }
    }
}
