package dev.schemaregistry.server.cli;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.ConfigurationWatch;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.spi.CommonSettings;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionResult;
import dev.schemaregistry.watch.IntrospectionResult.Outcome;
import dev.schemaregistry.watch.WatchSettings;
import dev.schemaregistry.watch.Watcher;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the registry up to date. */
@Command(
        name = "watch",
        description = {
            "Looks at all or some sources again and again until it is stopped, and tells of each change in one line.",
            "A source that tells of its own changes is looked at when it does; the others at their interval. Sources that",
            "are registered meanwhile are taken up. With --json, each line is a JSON document."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry watch                               all sources, each hour and whenever one pushes",
            "  schema-registry watch shop --interval 15m           one of them, more often",
            "  schema-registry watch --one-time                    one look at each, for a scheduler of your own",
            "  schema-registry watch install shop --print          what lets a PostgreSQL database push its changes"
        })
final class WatchCommand implements Callable<Integer> {
    private static final Duration BLINK = Duration.ofSeconds(1);

    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "<source>", description = "Sources' ids; all when left out.")
    @Nullable
    List<SourceId> sources;

    @Option(
            names = "--interval",
            paramLabel = "<time>",
            defaultValue = "1h",
            description = "Time between two looks at a source that names none of its own: 30s, 15m, 1h (default:"
                    + " ${DEFAULT-VALUE}).")
    String interval = "1h";

    @Option(names = "--one-time", description = "Look at each source once and end; exit code 1: one could not be read.")
    boolean oneTime;

    private WatchCommand(Session session) {
        this.session = session;
    }

    /** With its own commands. */
    static CommandLine with(Session session) {
        return new CommandLine(new WatchCommand(session)).addSubcommand(new WatchInstallCommand(session));
    }

    @Override
    public Integer call() {
        Duration between = CommonSettings.interval(interval);
        Services services = session.creatingServices();
        services.sources().takeOver(services.configuration());
        List<SourceId> named = sources == null ? List.of() : sources;
        named.forEach(services.registry()::getDataSource);
        WatchLines lines = new WatchLines(session);
        if (oneTime) {
            return once(services, named, lines);
        }
        if (services.registry().listDataSources().isEmpty()) {
            session.hint("no source is registered yet; next: schema-registry sources add <id> <url>");
        }
        WatchSettings settings =
                WatchSettings.DEFAULT.withOnly(Set.copyOf(named)).withInterval(between);
        return watch(services, settings, lines);
    }

    private int watch(Services services, WatchSettings settings, WatchLines lines) {
        try (Stopping stopping = new Stopping()) {
            try (Watcher watcher = services.watcher(settings, lines);
                    ConfigurationWatch configuration = services.watchConfiguration(registered -> watcher.refresh())) {
                configuration.start();
                watcher.start();
                while (!stopping.await(BLINK) && lines.areRead()) {
                    // The reader of our lines may have gone, as behind "| head"; then nobody would ever hear of
                    // anything.
                }
            }
            session.hint("stopped watching");
            session.close();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static int once(Services services, List<SourceId> named, WatchLines lines) {
        List<SourceId> wanted = named.isEmpty()
                ? services.registry().listDataSources().stream()
                        .map(DataSource::id)
                        .toList()
                : named;
        List<IntrospectionResult> results = services.introspection()
                .introspect(wanted, IntrospectionLimits.DEFAULT, (result, done, total) -> lines.looked(result));
        return results.stream().anyMatch(result -> result.outcome() == Outcome.FAILED) ? 1 : 0;
    }
}
