package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.server.view.Views;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets what was said. */
@Command(name = "forget", description = "Forgets one feedback with its question.")
final class FeedbackForgetCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<id>", description = "Its id, as \"feedback list\" shows it.")
    @Nullable
    String id;

    FeedbackForgetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String wanted = requireNonNull(id);
        if (!session.services().registry().feedback().forget(wanted)) {
            throw new NotFoundException(
                    ErrorCode.UNKNOWN_FEEDBACK, "there is no feedback \"" + CleanText.line(wanted) + "\"");
        }
        session.answer(
                () -> Views.object().put("forgotten", wanted),
                page -> page.line(Span.good("forgotten "), Span.bold(wanted)));
        return 0;
    }
}
