package dev.schemaregistry.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of documentation and the code blocks in them. */
final class Pages {
    static final Path ROOT = root(Path.of("").toAbsolutePath());

    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- code: (\\S+) -->\\n)?```(\\w+)\\n(.*?)\\n```", Pattern.DOTALL);

    private Pages() {}

    /** All of {@code docs/}, and the README. */
    static List<Path> all() {
        try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(pages, Stream.of(ROOT.resolve("README.md")))
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static List<Block> blocks(Path page) {
        return BLOCK.matcher(read(page))
                .results()
                .map(match ->
                        new Block(page, match.group(1) == null ? "" : match.group(1), match.group(2), match.group(3)))
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Path root(Path folder) {
        return Files.exists(folder.resolve("schema-registry")) ? folder : root(folder.getParent());
    }

    /**
     * A fenced block.
     *
     * @param origin what the comment before it names as the place its code comes from, as {@code File#tag}; may be empty
     */
    record Block(Path page, String origin, String language, String text) {}
}
