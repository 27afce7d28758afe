package dev.schemaregistry.server.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.rest.ApiServer;
import dev.schemaregistry.server.rest.ApiSettings;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.tools.ToolTexts;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Everything on which something of a source can come out, by name: streams, logs, files, events, answers. */
final class Surfaces implements AutoCloseable {
    private static final SourceId ID = new SourceId("crm");
    private static final IntrospectionLimits LIMITS = IntrospectionLimits.DEFAULT.withPerSource(Duration.ofSeconds(8));

    private final Path home;
    private final Shell shell;
    private final Map<String, StringBuilder> seen = new TreeMap<>();
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final Capture log = new Capture(seen("log"));
    private boolean accepted;

    Surfaces(Path home) {
        this.home = home;
        this.shell = new Shell(home);
        System.setErr(new PrintStream(errors, true, UTF_8));
    }

    Map<String, String> seen() {
        Map<String, String> texts = new TreeMap<>();
        seen.forEach((surface, text) -> texts.put(surface, text.toString()));
        texts.put("standard error", errors.toString(UTF_8));
        return texts;
    }

    boolean wasAccepted() {
        return accepted;
    }

    /** Registers the address on the command line, in a configuration, and in this process, and looks everywhere. */
    void showAll(String uri) throws Exception {
        logEverything();
        accepted = run("sources add", "sources", "add", "crm", uri, "--no-introspect", "--json")
                        .code()
                == 0;
        run("sources add, read", "sources", "add", "crm", uri, "--introspect");
        look();
        root.detachAppender(log);
        run("sources add, in detail", "sources", "add", "crm", uri, "-v", "-v", "-v");
        run("introspect, in detail", "introspect", "-v", "-v", "-v", "--timeout", "8");
        logEverything();
        inAConfiguration(uri);
        inThisProcess(uri);
        keepFiles("stored files");
    }

    private void look() {
        run("sources list", "sources", "list", "--json");
        run("sources show", "sources", "show", "crm", "--json");
        run("sources show, text", "sources", "show", "crm");
        run("sources test", "sources", "test", "crm", "--json", "--timeout", "8");
        run("introspect", "introspect", "--json", "--timeout", "8");
        run("doctor", "doctor", "--json");
        run("changes", "changes", "--json");
    }

    private void inAConfiguration(String uri) throws IOException {
        Path file = home.resolve("written.yaml");
        for (String key : List.of("url", "password", "id")) {
            String value = "'" + uri.replace("'", "''") + "'";
            Files.writeString(
                    file,
                    "sources:\n  - description: from a file\n    " + key + ": " + value
                            + (key.equals("id") ? "" : "\n    id: crm"));
            for (String command : List.of("init", "introspect", "sources")) {
                run("configured " + key, command, "--config", file.toString(), "--json");
            }
            run("config check", "config", "check", file.toString());
        }
        Files.delete(file);
    }

    private void inThisProcess(String uri) throws Exception {
        Places places = Places.of(
                Optional.empty(),
                Optional.empty(),
                Map.of("SCHEMA_REGISTRY_HOME", shell.registryFolder().toString()),
                home);
        try (Services services = new Services(places, Map.of(), Clock.systemUTC())) {
            services.createIfMissing();
            guarded(() -> services.sources().register(ConfiguredSource.at(ID, "A source", Secret.of(uri))));
            guarded(() -> services.introspection()
                    .introspect(List.of(ID), LIMITS, IntrospectionListener.SILENT)
                    .forEach(result -> result.failure().ifPresent(this::failed)));
            services.registry()
                    .store()
                    .events(0, 1_000)
                    .forEach(event -> add("events", event + "\n" + JsonText.tree(event)));
            Map<String, Map<String, String>> calls = Map.of(
                    ToolTexts.LIST_SOURCES, Map.of(),
                    ToolTexts.SCHEMA_CHANGES, Map.of(),
                    ToolTexts.SEARCH_SCHEMA, Map.of("query", "crm"),
                    ToolTexts.CLASSIFY_QUESTION, Map.of("question", "what is in crm?"),
                    ToolTexts.DRY_RUN_QUERY, Map.of("source", "crm", "query", "select 1"));
            calls.forEach((tool, arguments) ->
                    add(tool, services.tools().call(tool, arguments).toString()));
            try (ApiServer server = ApiServer.start(services, ApiSettings.loopback(0))) {
                for (String path : List.of("/api/v1/sources", "/api/v1/sources/crm", "/api/v1/changes", "/ready")) {
                    add(path, get(server.port(), path));
                }
            }
            keepFiles("open files");
        }
    }

    private static String get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException refused) {
            failed(refused);
        }
    }

    private void failed(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        add("failures", trace.toString());
    }

    private Shell.Result run(String surface, String... arguments) {
        Shell.Result result = shell.run(arguments);
        add(surface, result.out() + result.err());
        return result;
    }

    /** The registry with what was not yet written back, and its index. */
    private void keepFiles(String surface) throws IOException {
        if (!Files.exists(shell.registryFolder())) {
            return;
        }
        try (Stream<Path> files = Files.walk(shell.registryFolder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(surface, new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
    }

    private void logEverything() {
        LoggerContext context = root.getLoggerContext();
        context.getLoggerList().stream().filter(logger -> logger != root).forEach(logger -> logger.setLevel(null));
        root.setLevel(Level.TRACE);
        log.setContext(context);
        log.start();
        root.addAppender(log);
    }

    private void add(String surface, String text) {
        seen(surface).append(text).append('\n');
    }

    private StringBuilder seen(String surface) {
        return seen.computeIfAbsent(surface, name -> new StringBuilder());
    }

    @Override
    public void close() {
        root.detachAppender(log);
        root.setLevel(level);
        System.setErr(standardError);
    }

    /** Messages with the whole chain of what led to them. */
    private static final class Capture extends AppenderBase<ILoggingEvent> {
        private final StringBuilder text;
        private final PatternLayout layout = new PatternLayout();

        Capture(StringBuilder text) {
            this.text = text;
        }

        @Override
        public void start() {
            layout.setContext(getContext());
            layout.setPattern("%level %logger %msg%n%ex{full}");
            layout.start();
            super.start();
        }

        /** The appender lets one event in at a time. */
        @Override
        protected void append(ILoggingEvent event) {
            text.append(layout.doLayout(event));
        }
    }
}
