package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.server.Checkup;
import dev.schemaregistry.server.Diagnosis;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks for what is wrong with the set-up. */
@Command(
        name = "doctor",
        description = {
            "Checks Java, configuration, registry, index, disk and sources, and says what to do.",
            "Exit code 1: there is a problem."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry doctor",
            "  schema-registry doctor --sources       also asks each source whether it answers"
        })
final class DoctorCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--sources", description = "Ask each source whether it answers.")
    boolean sources;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Diagnosis> found = new Checkup(session.services()).run(sources);
        boolean healthy = found.stream().noneMatch(Diagnosis::needsAction);
        session.answer(
                () -> {
                    ObjectNode node = Views.object().put("healthy", healthy);
                    node.set("checks", Views.array(found, JsonText::tree));
                    return node;
                },
                page -> found.forEach(diagnosis -> show(page, diagnosis)));
        return healthy ? 0 : 1;
    }

    private static void show(Page page, Diagnosis diagnosis) {
        Span sign = switch (diagnosis.state()) {
            case OK -> Span.good("✓ ");
            case NOTE -> Span.warning("! ");
            case PROBLEM -> Span.bad("✗ ");
        };
        page.line(sign, Span.bold(diagnosis.subject()), Span.plain("  " + diagnosis.finding()));
        if (!diagnosis.advice().isEmpty()) {
            page.line(Span.dim("    " + diagnosis.advice()));
        }
    }
}
