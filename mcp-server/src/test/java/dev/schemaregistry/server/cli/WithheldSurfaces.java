package dev.schemaregistry.server.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.agent.AgentOffer;
import dev.schemaregistry.server.agent.AgentPrompt;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.rest.ApiServer;
import dev.schemaregistry.server.rest.ApiSettings;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.tools.AgentTool;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Everything on which something of the tables of some sources comes out, by name: answers, files, feeds. */
final class WithheldSurfaces implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String QUESTION = "how many customers have which email, name and mood?";

    private final Shell shell;
    private final Services services;
    private final ApiServer server;
    private final Map<String, StringBuilder> seen = new TreeMap<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** @param home holds the configuration in {@code registry/config.yaml} */
    WithheldSurfaces(Path home) {
        this.shell = new Shell(home);
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        root.addAppender(log);
        Places places = Places.of(
                Optional.empty(),
                Optional.empty(),
                Map.of("SCHEMA_REGISTRY_HOME", shell.registryFolder().toString()),
                home);
        this.services = new Services(places, Map.of(), Clock.systemUTC());
        services.createIfMissing();
        services.metrics();
        services.sources().takeOver(services.configuration());
        this.server = ApiServer.start(services, ApiSettings.loopback(0));
    }

    Services services() {
        return services;
    }

    Map<String, String> seen() {
        Map<String, String> texts = new TreeMap<>();
        seen.forEach((surface, text) -> texts.put(surface, text.toString()));
        log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .forEach(event -> texts.merge("log", event.getFormattedMessage(), (all, one) -> all + '\n' + one));
        return texts;
    }

    void introspect() {
        services.introspection()
                .introspect(
                        services.registry().listDataSources().stream()
                                .map(source -> source.id())
                                .toList(),
                        IntrospectionLimits.DEFAULT,
                        IntrospectionListener.SILENT)
                .forEach(result -> add("introspection", result.toString()));
    }

    /** Looks everywhere; {@code refs} are tables, {@code queries} what is asked of each source. */
    void look(List<String> refs, Map<String, List<String>> queries) throws Exception {
        commandLine(refs, queries);
        api(refs, queries);
        agents(refs, queries);
        events();
        indexFiles();
    }

    // --- command line ---

    private void commandLine(List<String> refs, Map<String, List<String>> queries) {
        for (String source : queries.keySet()) {
            both("list", source);
            both("sources", "show", source);
        }
        both("sources", "list");
        both("status");
        both("doctor");
        both("config", "check");
        both("changes");
        both("search", "customers", "email");
        both("search", "secret", "number");
        both("classify", QUESTION);
        both("summary", QUESTION);
        both("ontology", "list");
        both("feedback", "list");
        both("feedback", "export");
        both("verify");
        for (String ref : refs) {
            both("show", ref);
            both("diff", ref, "1.0.0");
        }
        both("versions", refs.get(0));
        both("summary", refs.get(0));
        queries.forEach((source, texts) -> {
            both("validate", source, texts.get(1));
            both("dry-run", source, texts.get(0));
        });
    }

    private void both(String... arguments) {
        Shell.Result text = shell.run(arguments);
        add("cli " + arguments[0], text.out() + text.err());
        String[] withJson =
                Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
        Shell.Result json = shell.run(withJson);
        add("cli " + arguments[0] + " --json", json.out() + json.err());
    }

    // --- REST ---

    private void api(List<String> refs, Map<String, List<String>> queries) throws Exception {
        JsonNode document = JsonText.findTree(CLIENT.send(
                                HttpRequest.newBuilder(address("/api/v1/openapi.json"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .orElseThrow();
        List<String> routes = new ArrayList<>();
        document.path("paths").properties().forEach(route -> {
            if (route.getValue().has("get")) {
                routes.add(route.getKey());
            }
        });
        for (String route : routes) {
            if (!route.equals("/api/v1/changes/feed")) {
                for (String path : filled(route, refs, queries)) {
                    add("GET " + route, get(path));
                }
            }
        }
        add("GET /api/v1/changes/feed", feed());
        for (Map.Entry<String, List<String>> source : queries.entrySet()) {
            for (String query : source.getValue()) {
                String body = JsonText.tree(Map.of("source", source.getKey(), "query", query))
                        .toString();
                add("POST /api/v1/validate", post("/api/v1/validate", body));
                add("POST /api/v1/dry-run", post("/api/v1/dry-run", body));
            }
        }
        String question = JsonText.tree(Map.of("question", QUESTION)).toString();
        for (String ref : refs) {
            add("POST /api/v1/tables/{ref}/compatibility", post("/api/v1/tables/" + ref + "/compatibility", "{}"));
        }
        add("POST /api/v1/classify", post("/api/v1/classify", question));
        add("POST /api/v1/summary", post("/api/v1/summary", question));
    }

    private static List<String> filled(String route, List<String> refs, Map<String, List<String>> queries) {
        List<String> paths = new ArrayList<>();
        if (route.contains("{ref}")) {
            refs.forEach(ref -> List.of("1.0.0", "1.1.0", "2.0.0")
                    .forEach(version -> paths.add(
                            route.replace("{ref}", ref).replace("{version}", version) + "?from=1.0.0&mode=FULL")));
        } else if (route.contains("{id}")) {
            queries.keySet()
                    .forEach(id -> List.of("1.0.0", "2.0.0")
                            .forEach(version ->
                                    paths.add(route.replace("{id}", id).replace("{version}", version))));
        } else {
            String text = URLEncoder.encode(QUESTION, UTF_8);
            String plain = route.replace("{file}", "app.js").replace("{resource}", "mcp");
            paths.add(plain + "?words=customers+email&question=" + text);
            refs.forEach(ref -> paths.add(plain + "?words=" + ref + "&table=" + ref + "&question=" + ref));
        }
        return paths;
    }

    private String get(String path) throws Exception {
        return sent(HttpRequest.newBuilder(address(path)).build());
    }

    private String post(String path, String body) throws Exception {
        return sent(HttpRequest.newBuilder(address(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build());
    }

    private static String sent(HttpRequest request) throws Exception {
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.headers().map() + " " + response.body();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /** Every event there is. */
    private String feed() throws Exception {
        long last = services.registry().lastSequence();
        HttpResponse<InputStream> feed = CLIENT.send(
                HttpRequest.newBuilder(address("/api/v1/changes/feed"))
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", "0")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        StringBuilder text = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(feed.body(), UTF_8))) {
            boolean isLast = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line).append('\n');
                isLast |= line.equals("id: " + last) || line.equals("id:" + last);
                if (isLast && line.isEmpty()) {
                    return text.toString();
                }
            }
        }
        return text.toString();
    }

    // --- agents ---

    private void agents(List<String> refs, Map<String, List<String>> queries) {
        AgentOffer offer = services.offer();
        List<Map<String, String>> arguments = new ArrayList<>(List.of(Map.of()));
        arguments.add(Map.of("question", QUESTION));
        arguments.add(Map.of("query", "customers email"));
        queries.forEach((source, texts) -> {
            arguments.add(Map.of("source", source));
            texts.forEach(query -> arguments.add(Map.of("source", source, "query", query)));
        });
        for (String ref : refs) {
            int dot = ref.indexOf('.');
            arguments.add(Map.of("source", ref.substring(0, dot), "table", ref.substring(dot + 1)));
            TableRef named = TableRef.of(ref.substring(0, dot), ref.substring(dot + 1));
            add(
                    "resource",
                    offer.tables()
                            .read("schema://" + named.source() + "/"
                                    + named.table().text())
                            .orElse("none"));
        }
        for (AgentTool tool : offer.tools().tools()) {
            arguments.forEach(given -> add(
                    "tool " + tool.name(),
                    offer.tools().call(tool.name(), given).toString()));
        }
        add("resources", offer.tables().list(Optional.empty()).toString());
        queries.keySet()
                .forEach(source -> add(
                        "completion", offer.tables().completeTable(source, "").toString()));
        for (AgentPrompt prompt : offer.prompts().all()) {
            queries.forEach((source, texts) -> add(
                    "prompt " + prompt.name(),
                    offer.prompts()
                            .text(
                                    prompt.name(),
                                    Map.of("question", QUESTION, "source", source, "query", texts.get(0)),
                                    (tool, given) ->
                                            offer.tools().call(tool, given).text())));
        }
    }

    // --- what is below ---

    private void events() {
        services.registry()
                .changesSince(0, 10_000)
                .forEach(event -> add("events", event + "\n" + JsonText.tree(event)));
        services.registry().listDataSources().forEach(source -> {
            SourceId id = source.id();
            services.registry().listFieldValues(id).forEach((table, values) -> add("values", table + " " + values));
            add("statistics", services.registry().statistics(id).toString());
            add("tables", services.registry().currentTables(id).toString());
        });
    }

    private void indexFiles() throws IOException {
        services.index().catchUp();
        try (Stream<Path> files = Files.walk(services.address().indexFolder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add("index", new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
    }

    private void add(String surface, String text) {
        seen.computeIfAbsent(surface, name -> new StringBuilder()).append(text).append('\n');
    }

    @Override
    public void close() {
        root.detachAppender(log);
        server.close();
        services.close();
    }
}
