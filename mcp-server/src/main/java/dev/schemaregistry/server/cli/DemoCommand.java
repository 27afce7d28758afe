package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The story on sample databases. */
@Command(
        name = "demo",
        description = {
            "Makes sample databases in a work folder and shows the whole story on them; nothing to set up.",
            "With a question of your own: answers it over the sample databases.",
            "It works on a registry of its own, never on yours."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry demo",
            "  schema-registry demo \"which carriers deliver late?\"",
            "  schema-registry demo --folder /tmp/demo --json"
        })
final class DemoCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "<question>", description = "A question of your own.")
    @Nullable
    List<String> words;

    @Option(
            names = "--folder",
            paramLabel = "<folder>",
            defaultValue = ".schema-registry/demo",
            description = "The work folder; its sample files are made anew (default: ${DEFAULT-VALUE}).")
    @Nullable
    Path folder;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        DemoStage stage =
                new DemoStage(session, requireNonNull(folder).toAbsolutePath().normalize());
        DemoStory story = new DemoStory(stage);
        boolean ownQuestion = words != null && !words.isEmpty();
        int code = ownQuestion ? story.answer(String.join(" ", requireNonNull(words))) : story.tell();
        stage.finish();
        return code;
    }
}
