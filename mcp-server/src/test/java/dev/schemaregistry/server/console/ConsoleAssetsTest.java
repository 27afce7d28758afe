package dev.schemaregistry.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the console's files may hold. */
class ConsoleAssetsTest {
    private static final ConsoleAssets ASSETS = ConsoleAssets.load();
    private static final Pattern LOADED = Pattern.compile("(?:from|src=|href=) ?\"(?:\\./|console/)([^\"#]+)\"");

    static Set<String> names() {
        return ConsoleAssets.paths().stream()
                .map(path -> path.equals(ConsoleAssets.PAGE) ? "index.html" : path.substring("/console/".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<String> scripts() {
        return names().stream().filter(name -> name.endsWith(".js"));
    }

    private static String text(String name) {
        return ASSETS.find(name).orElseThrow().text();
    }

    private static Set<String> loadedBy(String name) {
        return LOADED.matcher(text(name)).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    @Test
    void everyFileOfTheFolderIsServedAndNoOther() throws Exception {
        try (Stream<Path> files = Files.list(folder())) {
            Set<String> there = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".class"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(there).isEqualTo(names());
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ConsoleAssets.class.getResource("index.html"))
                        .toURI())
                .getParent();
    }

    @Test
    void everyFileIsLoadedByAnotherOne() {
        Set<String> loaded =
                names().stream().flatMap(name -> loadedBy(name).stream()).collect(Collectors.toSet());
        loaded.add("index.html");
        assertThat(loaded).isEqualTo(names());
    }

    @Test
    void nothingIsLoadedFromElsewhereOrWrittenIntoThePage() {
        assertThat(text("index.html"))
                .doesNotContainPattern("<script(?![^>]*src=\"console/)")
                .doesNotContain("<style", "style=", "onclick", "http:", "https:");
    }

    @ParameterizedTest
    @MethodSource("names")
    void noFileNamesAnotherHost(String name) {
        assertThat(text(name).replace("http://www.w3.org/2000/svg", "")).doesNotContain("://", "@import", "url(h");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noScriptReadsTextAsMarkupOrCode(String name) {
        assertThat(text(name))
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
                .doesNotContain("new Function", "DOMParser", "javascript:", "setHTML", "srcdoc", ".cssText");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptSaysWhatItIsForAndIsSmall(String name) {
        assertThat(text(name)).startsWith("// ");
        assertThat(text(name).lines().count()).isLessThanOrEqualTo(200);
    }
}
