package dev.schemaregistry.server.cli;

import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.SourceDesk;
import dev.schemaregistry.server.view.Counted;
import dev.schemaregistry.server.view.Views;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes the registry. */
@Command(
        name = "init",
        description = "Makes the registry if there is none, and registers the sources of the configuration.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry init                                     in ~/.data-connector",
            "  schema-registry init --registry ./team.db                in a file of your choice",
            "  schema-registry init --registry postgresql://host/db     in PostgreSQL"
        })
final class InitCommand implements Callable<Integer> {
    private final Session session;

    InitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Services services = session.creatingServices();
        List<SourceDesk.Registered> taken = services.sources().takeOver(services.configuration());
        int sources = services.registry().listDataSources().size();
        session.answer(
                () -> Views.object().put("registry", services.address().shown()).put("sources", sources),
                page -> page.line(
                                Span.good("registry ready: "),
                                Span.plain(services.address().shown()))
                        .line(Counted.of(sources, "source") + " registered, " + taken.size() + " of them in "
                                + services.places().configuration()));
        session.hint(
                sources == 0 ? "next: schema-registry sources add <id> <url>" : "next: schema-registry introspect");
        return 0;
    }
}
