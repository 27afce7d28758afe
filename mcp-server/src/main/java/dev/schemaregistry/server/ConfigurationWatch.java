package dev.schemaregistry.server;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.server.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the configuration file until it is closed. A changed file that is right is taken over; a wrong one is told in one line of
 * the log, and the last good one stays. Sources that a file no longer names stay registered.
 *
 * <p>The file's content is compared, because a file that is mounted into a container, or replaced as a whole, is not reliably
 * reported by the file system; what it does report only makes the next look earlier.
 */
public final class ConfigurationWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
    private static final long LOOK_MILLIS = 2_000;
    private static final long CALM_MILLIS = 200;

    private final Services services;
    private final Listener listener;
    private final Path file;
    private final Thread thread;
    private byte[] judged = {};

    /** Takes the file as it is now for the one in use. */
    ConfigurationWatch(Services services, Listener listener) {
        this.services = services;
        this.listener = listener;
        this.file = services.places().configuration().toAbsolutePath();
        this.judged = content();
        this.thread = new Thread(this::run, "configuration-watch");
        thread.setDaemon(true);
    }

    /** Begins to follow the file, on a thread of its own; call it once. */
    public void start() {
        thread.start();
    }

    /** Hears of changes; called on the thread that follows the file. */
    @FunctionalInterface
    public interface Listener {
        /** Needs to know nothing. */
        Listener SILENT = registered -> {};

        /** A changed configuration was taken over; these are all of its sources. */
        void takenOver(List<SourceDesk.Registered> registered);
    }

    private void run() {
        try (WatchService events = events()) {
            while (!Thread.currentThread().isInterrupted()) {
                await(events, LOOK_MILLIS);
                look(events);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException unclean) {
            LOG.debug("the events of the configuration's folder did not end cleanly", unclean);
        }
    }

    /** Nothing where the machine has no more of them to give: then only the file itself is looked at. */
    private @Nullable WatchService events() {
        try {
            WatchService events = file.getFileSystem().newWatchService();
            register(events);
            return events;
        } catch (IOException none) {
            LOG.debug("the file system tells nothing of the configuration {}", file, none);
            return null;
        }
    }

    private void register(WatchService events) {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try {
            folder.register(
                    events,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException refused) {
            LOG.debug("the file system tells nothing of the folder {}", folder, refused);
        }
    }

    private static void await(@Nullable WatchService events, long millis) throws InterruptedException {
        if (events == null) {
            TimeUnit.MILLISECONDS.sleep(millis);
            return;
        }
        WatchKey key = events.poll(millis, TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    /** A file that is being written, or is away for a moment while it is replaced, is left in peace. */
    private void look(@Nullable WatchService events) throws InterruptedException {
        byte[] seen = content();
        while (!Arrays.equals(seen, judged)) {
            await(events, CALM_MILLIS);
            byte[] again = content();
            if (Arrays.equals(seen, again)) {
                if (judge()) {
                    judged = again;
                }
                return;
            }
            seen = again;
        }
    }

    /** Whether the file was judged; not so while the registry can't be reached, which says nothing of the file. */
    private boolean judge() {
        try {
            Configuration before = services.configuration();
            Configuration next = services.readConfiguration();
            List<SourceDesk.Registered> registered = services.takeOver(next);
            LOG.info("the configuration {} was taken over: {} sources", file, registered.size());
            tellDropped(before, next);
            listener.takenOver(registered);
        } catch (RegistryException wrong) {
            LOG.warn("the changed configuration is not used, the one before stays: {}", wrong.getMessage());
            return wrong.code().side() == ErrorCode.Side.CALLER;
        } catch (RuntimeException failure) {
            LOG.error("taking the changed configuration over failed", failure);
        }
        return true;
    }

    private static void tellDropped(Configuration before, Configuration next) {
        Set<String> dropped = new HashSet<>();
        before.sources().forEach(source -> dropped.add(source.id().value()));
        next.sources().forEach(source -> dropped.remove(source.id().value()));
        if (!dropped.isEmpty()) {
            LOG.warn(
                    "the configuration no longer names {}; they stay registered until \"sources remove\"",
                    String.join(", ", dropped));
        }
    }

    /** A file that is not there is no change: what was good stays. */
    private byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException away) {
            return judged;
        }
    }

    /** Stops following; a take-over that is under way is finished first, so that nothing is written to a closed registry. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
