package dev.schemaregistry.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs commands and writes down what a user would see, without what differs from run to run. */
final class Tour {
    private final Shell shell;
    private final Path folder;
    private final List<String> pages = new ArrayList<>();

    Tour(Shell shell, Path folder) {
        this.shell = shell;
        this.folder = folder;
    }

    /** What happened between two commands, as a comment. */
    void note(String text) {
        pages.add("# " + text);
    }

    Shell.Result run(String... arguments) {
        Shell.Result result = shell.run(arguments);
        String command = Stream.of(arguments)
                .map(argument -> argument.matches("[\\w./:=@-]+") ? argument : '"' + argument + '"')
                .collect(Collectors.joining(" ", "$ ./schema-registry ", ""));
        pages.add(steady(command + '\n' + result.out() + result.err()).stripTrailing());
        return result;
    }

    String text() {
        return String.join("\n\n", pages) + '\n';
    }

    /** Durations, ports and folders as they are nowhere. */
    private String steady(String text) {
        return text.replace(folder.toString(), "/data")
                .replaceAll("(localhost|127\\.0\\.0\\.1):\\d+", "$1:PORT")
                .replaceAll("\\b\\d+(\\.\\d+)? (ms|s)\\b", "12 ms")
                .replaceAll("(?m)[ \\t]+$", "");
    }
}
