package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.StalePart;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.watch.WatchNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How the sources stand. */
@Command(
        name = "status",
        description = {
            "Shows how each source stands: when it was last seen, whether it answered, what of it is stale and why.",
            "On a registry that several nodes share, also which node watches each source now.",
            "No source is contacted; see introspect and sources test."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry status                    all sources",
            "  schema-registry status shop billing       some of them",
            "  schema-registry status --check            for a script: exit code 1 unless every source is ok"
        })
final class StatusCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "<source>", description = "Sources' ids; all when left out.")
    @Nullable
    List<SourceId> sources;

    @Option(names = "--check", description = "Exit code 1 unless every source was read whole when it was last tried.")
    boolean check;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SchemaRegistry registry = session.services().registry();
        Clock clock = session.surroundings().clock();
        List<DataSource> wanted = sources == null || sources.isEmpty()
                ? registry.listDataSources()
                : sources.stream().distinct().map(registry::getDataSource).toList();
        Map<SourceId, Lease> watchers = WatchNode.watchers(registry.store().leases());
        List<Line> lines = wanted.stream()
                .map(source -> Line.of(registry, source, Optional.ofNullable(watchers.get(source.id()))))
                .toList();
        boolean healthy = lines.stream().allMatch(Line::isHealthy);
        session.answer(
                () -> {
                    ObjectNode node = Views.object().put("healthy", healthy);
                    node.set("sources", Views.array(lines, line -> line.json(clock)));
                    return node;
                },
                page -> show(page, lines, clock));
        if (lines.isEmpty()) {
            session.hint("no source is registered; next: schema-registry sources add <id> <url>");
        }
        return check && !healthy ? 1 : 0;
    }

    private static void show(Page page, List<Line> lines, Clock clock) {
        boolean shared = lines.stream().anyMatch(line -> line.watcher.isPresent());
        List<String> headings = new ArrayList<>(
                List.of("SOURCE", "STATUS", "SEEN", "TABLES", "STALE", "VERSION", "REVISION", "ENGINE"));
        if (shared) {
            headings.add("WATCHED BY");
        }
        page.rows(Page.withHeadings(
                lines.stream().map(line -> line.row(clock, shared)).toList(), headings.toArray(String[]::new)));
        lines.forEach(line -> line.reasons()
                .forEach(reason ->
                        page.line(Span.warning("! "), Span.bold(line.source.id()), Span.plain("  " + reason))));
    }

    /** A source, how many tables it has, how many of them are stale, and who watches it. */
    private record Line(DataSource source, int tables, int stale, Optional<Lease> watcher) {
        static Line of(SchemaRegistry registry, DataSource source, Optional<Lease> watcher) {
            List<TableName> names = registry.listTables(source.id());
            long stale = names.stream()
                    .filter(name -> source.health().staleness(name).isPresent())
                    .count();
            return new Line(source, names.size(), Math.toIntExact(stale), watcher);
        }

        boolean isHealthy() {
            return source.health().status() == SourceHealth.Status.OK;
        }

        ObjectNode json(Clock clock) {
            return Views.withWatcher(Views.status(source, tables, stale, clock), watcher);
        }

        List<Span> row(Clock clock, boolean shared) {
            List<Span> row = new ArrayList<>(List.of(
                    Span.bold(source.id()),
                    SourceList.status(source.health()),
                    Span.plain(Times.ago(source.health().lastSeen(), clock)),
                    Span.plain(tables),
                    stale == 0 ? Span.plain("") : Span.warning(Integer.toString(stale)),
                    Span.plain(source.version()),
                    Span.plain(source.revision()),
                    Span.dim(source.engine().isEmpty() ? source.type() : source.engine())));
            if (shared) {
                row.add(Span.plain(watcher.map(Lease::owner).orElse("")));
            }
            return row;
        }

        List<String> reasons() {
            List<String> reasons = new ArrayList<>();
            if (source.health().status() == SourceHealth.Status.UNREACHABLE) {
                reasons.add(source.health().detail());
            }
            for (StalePart part : source.health().stale()) {
                reasons.add(part.gap().place() + " is stale since " + Times.moment(part.since()) + ": "
                        + part.gap().reason());
            }
            return reasons;
        }
    }
}
