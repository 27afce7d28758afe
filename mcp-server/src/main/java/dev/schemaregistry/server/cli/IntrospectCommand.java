package dev.schemaregistry.server.cli;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionResult;
import dev.schemaregistry.watch.IntrospectionResult.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads sources into the registry. */
@Command(
        name = "introspect",
        description = {
            "Reads the schema of all or some sources into the registry, side by side.",
            "A source whose schema has not moved is only noted as seen; one that is down keeps what is known of it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry introspect                          all sources",
            "  schema-registry introspect shop billing             some of them",
            "  schema-registry introspect shop --timeout 120       one that is slow",
            "  schema-registry introspect --accept-empty shop      one whose tables are really gone"
        })
final class IntrospectCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "<source>", description = "Sources' ids; all when left out.")
    @Nullable
    List<SourceId> sources;

    @Option(names = "--force", description = "Read the whole schema even where the source says it has not moved.")
    boolean force;

    @Option(
            names = "--profile",
            description = "Look at values again, also those looked at today, where profile_values is set.")
    boolean profile;

    @Option(
            names = "--accept-empty",
            description = {
                "Believe the named sources when they show no table at all: what is known of them is removed.",
                "Without it, such a source is kept as it was and marked."
            })
    boolean acceptEmpty;

    @Option(
            names = "--timeout",
            paramLabel = "<seconds>",
            defaultValue = "60",
            description = "How long one source may take (default: ${DEFAULT-VALUE}).")
    long timeout;

    IntrospectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (acceptEmpty && (sources == null || sources.isEmpty())) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "--accept-empty needs the sources it is meant for; write introspect --accept-empty <source>");
        }
        Services services = session.creatingServices();
        services.sources().takeOver(services.configuration());
        List<SourceId> wanted = sources == null || sources.isEmpty()
                ? services.registry().listDataSources().stream()
                        .map(source -> source.id())
                        .toList()
                : sources;
        IntrospectionLimits limits = IntrospectionLimits.DEFAULT
                .withPerSource(Duration.ofSeconds(Math.max(1, timeout)))
                .withForce(force)
                .withAcceptEmpty(acceptEmpty)
                .withProfile(profile);
        List<IntrospectionResult> results = read(services, wanted, limits);
        session.answer(
                () -> Views.list("sources", results, Views::introspection),
                page -> results.forEach(new ResultLine(page)::show));
        if (results.isEmpty()) {
            session.hint("no source is registered; next: schema-registry sources add <id> <url>");
        }
        return results.stream().anyMatch(result -> result.outcome() == Outcome.FAILED) ? 1 : 0;
    }

    private List<IntrospectionResult> read(Services services, List<SourceId> wanted, IntrospectionLimits limits) {
        try (Progress progress = Progress.of(session, "reading", wanted.size())) {
            return services.introspection()
                    .introspect(
                            wanted,
                            limits,
                            (result, done, total) ->
                                    progress.step(result.source().value()));
        }
    }
}
