package dev.schemaregistry.testkit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A workspace on the loopback address that answers like Slack's Web API: methods that list or describe, tokens and scopes, pages with cursors,
 * limits of rate, refusals. Knows no messages. Thread-safe.
 *
 * <p>A connector reaches it by the setting {@code endpoint}, see {@link #endpoint()}.
 */
public final class SlackServer implements AutoCloseable {
    /** What {@link #start} accepts; reads everything there is. */
    public static final String TOKEN = "xoxb-1111-2222-loopback";

    /** A method called, with what it was called with; the token is left out. */
    public record Call(String method, Map<String, String> parameters) {}

    private final HttpServer http;
    private final ExecutorService threads;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, ObjectNode> channels = new LinkedHashMap<>();
    private final Set<String> scopes = new TreeSet<>(Set.of("channels:read", "groups:read", "users:read"));
    private final List<SlackTrouble> troubles = new ArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private String refusal = "";

    private SlackServer(HttpServer http, ExecutorService threads) {
        this.http = http;
        this.threads = threads;
    }

    /** The workspace {@code acme} without any channel. */
    public static SlackServer start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable, "slack-server");
            thread.setDaemon(true);
            return thread;
        });
        SlackServer server = new SlackServer(http, threads);
        http.createContext("/api/", server::handle);
        http.setExecutor(threads);
        http.start();
        return server;
    }

    /** The place of the Web API. */
    public String endpoint() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/api/";
    }

    public synchronized void addPublicChannel(String id, String name) {
        channels.put(id, channel(id, name, false));
    }

    public synchronized void addPrivateChannel(String id, String name) {
        channels.put(id, channel(id, name, true));
    }

    public synchronized void rename(String id, String name) {
        known(id).put("name", name).put("name_normalized", name);
    }

    public synchronized void setTopic(String id, String text) {
        known(id).putObject("topic").put("value", text).put("creator", "U1").put("last_set", 1_700_000_000);
    }

    public synchronized void setPurpose(String id, String text) {
        known(id).putObject("purpose").put("value", text).put("creator", "U1").put("last_set", 1_700_000_000);
    }

    /** Any other key of the channel object, such as {@code num_members} or {@code is_archived}. */
    public synchronized void set(String id, String key, Object value) {
        known(id).putPOJO(key, value);
    }

    public synchronized void remove(String id) {
        channels.remove(id);
    }

    public synchronized void grant(String scope) {
        scopes.add(scope);
    }

    public synchronized void withdraw(String scope) {
        scopes.remove(scope);
    }

    /** Refuses every token from now on, with a code such as {@code token_revoked}; empty to accept it again. */
    public synchronized void refuse(String code) {
        refusal = code;
    }

    /** Answers the calls that come, one each, with these troubles before it answers as usual. */
    public synchronized void trouble(SlackTrouble... next) {
        troubles.addAll(Arrays.asList(next));
    }

    /** The calls so far. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The workspace as text. */
    public synchronized String everything() {
        return channels.values().toString();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private ObjectNode known(String id) {
        return requireNonNull(channels.get(id), id);
    }

    private ObjectNode channel(String id, String name, boolean isPrivate) {
        ObjectNode channel = json.createObjectNode();
        channel.put("id", id).put("name", name).put("name_normalized", name);
        channel.put("is_channel", !isPrivate).put("is_group", isPrivate).put("is_private", isPrivate);
        channel.put("is_im", false)
                .put("is_mpim", false)
                .put("is_general", false)
                .put("is_archived", false);
        channel.put("is_shared", false).put("is_ext_shared", false).put("is_org_shared", false);
        channel.put("is_member", true).put("created", 1_700_000_000).put("updated", 1_700_000_000_000L);
        channel.put("creator", "U1").put("num_members", 1);
        channel.putObject("topic").put("value", "").put("creator", "").put("last_set", 0);
        channel.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
        channel.putArray("previous_names");
        return channel;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestURI().getPath().substring("/api/".length());
            Map<String, String> parameters =
                    parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            parameters.remove("token");
            calls.add(new Call(method, parameters));
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            Optional<SlackTrouble> trouble = nextTrouble();
            if (trouble.isPresent()) {
                trouble.get().answer(exchange);
                return;
            }
            answer(exchange, method, parameters, authorization);
        }
    }

    private synchronized Optional<SlackTrouble> nextTrouble() {
        return troubles.isEmpty() ? Optional.empty() : Optional.of(troubles.remove(0));
    }

    private void answer(HttpExchange exchange, String method, Map<String, String> parameters, String authorization)
            throws IOException {
        ObjectNode body;
        synchronized (this) {
            exchange.getResponseHeaders().set("x-oauth-scopes", String.join(",", scopes));
            body = body(method, parameters, authorization);
        }
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private ObjectNode body(String method, Map<String, String> parameters, String authorization) {
        if (!refusal.isEmpty()) {
            return error(refusal);
        }
        if (!authorization.equals("Bearer " + TOKEN)) {
            return error("invalid_auth");
        }
        return switch (method) {
            case "auth.test" -> workspace();
            case "conversations.list" -> conversations(parameters);
            case "conversations.info" -> conversation(parameters.getOrDefault("channel", ""));
            case "users.list" -> users();
            default -> error("unknown_method");
        };
    }

    private ObjectNode workspace() {
        ObjectNode body = json.createObjectNode().put("ok", true);
        body.put("url", "https://acme.slack.com/").put("team", "Acme").put("user", "registry");
        return body.put("team_id", "T1")
                .put("user_id", "U1")
                .put("bot_id", "B1")
                .put("is_enterprise_install", false);
    }

    private ObjectNode conversations(Map<String, String> parameters) {
        List<String> types =
                List.of(parameters.getOrDefault("types", "public_channel").split(","));
        boolean wantsPrivate = types.contains("private_channel");
        if (types.contains("public_channel") && !scopes.contains("channels:read")) {
            return missing("channels:read");
        }
        if (wantsPrivate && !scopes.contains("groups:read")) {
            return missing("groups:read");
        }
        List<ObjectNode> wanted = channels.values().stream()
                .filter(channel ->
                        types.contains(channel.get("is_private").asBoolean() ? "private_channel" : "public_channel"))
                .toList();
        return page("channels", wanted, parameters);
    }

    private ObjectNode conversation(String id) {
        ObjectNode channel = channels.get(id);
        if (channel == null) {
            return error("channel_not_found");
        }
        String scope = channel.get("is_private").asBoolean() ? "groups:read" : "channels:read";
        return scopes.contains(scope)
                ? json.createObjectNode().put("ok", true).set("channel", channel)
                : missing(scope);
    }

    private ObjectNode users() {
        if (!scopes.contains("users:read")) {
            return missing("users:read");
        }
        ObjectNode user =
                json.createObjectNode().put("id", "U1").put("team_id", "T1").put("name", "registry");
        return page("members", List.of(user), Map.of());
    }

    private ObjectNode page(String key, Collection<ObjectNode> all, Map<String, String> parameters) {
        int from = Integer.parseInt(parameters.getOrDefault("cursor", "0"));
        int size = Integer.parseInt(parameters.getOrDefault("limit", "100"));
        ObjectNode body = json.createObjectNode().put("ok", true);
        ArrayNode page = body.putArray(key);
        all.stream().skip(from).limit(size).forEach(page::add);
        String next = from + size < all.size() ? String.valueOf(from + size) : "";
        body.putObject("response_metadata").put("next_cursor", next);
        return body;
    }

    private ObjectNode missing(String scope) {
        return error("missing_scope").put("needed", scope).put("provided", String.join(",", scopes));
    }

    private ObjectNode error(String code) {
        return json.createObjectNode().put("ok", false).put("error", code);
    }

    private static Map<String, String> parameters(String form) {
        return Arrays.stream(form.split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(
                        part -> decode(part[0]).toLowerCase(Locale.ROOT),
                        part -> part.length > 1 ? decode(part[1]) : "",
                        (first, second) -> second,
                        LinkedHashMap::new));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
