package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.registry.FeedbackBook;
import dev.schemaregistry.server.view.Views;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes in what was said elsewhere. */
@Command(
        name = "import",
        description = {
            "Takes in what \"feedback export\" printed, with its times; what is known and newer stays.",
            "Nothing is written unless every line can be read. What is about unknown tables is left out."
        })
final class FeedbackImportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<file>", description = "The file; - for standard input.")
    @Nullable
    String file;

    FeedbackImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<String> lines = lines(requireNonNull(file));
        FeedbackBook.Imported imported =
                session.services().registry().feedback().importLines(lines);
        session.answer(
                () -> Views.object().put("imported", imported.taken()).put("leftOut", imported.leftOut()),
                page -> page.line(
                        Span.good("imported "),
                        Span.plain(imported.taken() + " feedbacks"),
                        Span.dim(
                                imported.leftOut() == 0
                                        ? ""
                                        : ", left out " + imported.leftOut()
                                                + " about sources and tables that are not registered")));
        return 0;
    }

    private List<String> lines(String name) {
        try {
            byte[] bytes =
                    name.equals("-") ? session.surroundings().in().readAllBytes() : Files.readAllBytes(Path.of(name));
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException | InvalidPathException unreadable) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the file " + CleanText.line(name) + " can't be read; check its path",
                    unreadable);
        }
    }
}
