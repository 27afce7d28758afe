package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.server.view.Views;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes an entity. */
@Command(name = "remove", description = "Removes an entity; tables stay.")
final class OntologyRemoveCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<name>", description = "The business word.")
    @Nullable
    String name;

    OntologyRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String wanted = requireNonNull(name);
        if (!session.services().registry().removeEntity(wanted)) {
            throw new NotFoundException(
                    ErrorCode.UNKNOWN_ENTITY, "there is no entity \"" + CleanText.line(wanted) + "\"");
        }
        session.answer(
                () -> Views.object().put("removed", wanted),
                page -> page.line(Span.good("removed "), Span.bold(wanted)));
        return 0;
    }
}
