package dev.schemaregistry.connector.slack;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.DryRunQueries;
import dev.schemaregistry.testkit.SilentServer;
import dev.schemaregistry.testkit.SlackServer;
import dev.schemaregistry.testkit.SourceUnderTest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A workspace of its own on the loopback address. */
final class SlackSource implements SourceUnderTest, DryRunQueries {
    private final SlackServer server;
    private Optional<SilentServer> silent = Optional.empty();

    private SlackSource(SlackServer server) {
        this.server = server;
    }

    static SlackSource start() throws IOException {
        SlackServer server = SlackServer.start();
        server.addPublicChannel("C1", "general");
        server.addPublicChannel("C2", "orders");
        server.setPurpose("C2", "What customers ordered");
        server.addPrivateChannel("G1", "hiring");
        return new SlackSource(server);
    }

    SlackServer server() {
        return server;
    }

    @Override
    public SourceConnector open() {
        return open(Map.of());
    }

    SourceConnector open(Map<String, String> more) {
        return open(server.endpoint(), SlackServer.TOKEN, more);
    }

    static SourceConnector open(String endpoint, String token, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("workspace", "acme");
        settings.put("token", "env:SLACK_TOKEN");
        settings.put("endpoint", endpoint);
        return new SlackConnectorFactory().open(new SourceId("chat"), settings, reference -> Secret.of(token));
    }

    @Override
    public SourceConnector openDead() {
        try {
            return open("http://127.0.0.1:" + SilentServer.closedPort() + "/api/", SlackServer.TOKEN, Map.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public Optional<SourceConnector> openSilent() throws IOException {
        SilentServer server = SilentServer.start();
        silent = Optional.of(server);
        return Optional.of(open("http://127.0.0.1:" + server.port() + "/api/", SlackServer.TOKEN, Map.of()));
    }

    @Override
    public TableName table() {
        return TableName.of("orders");
    }

    @Override
    public void addField(String name) {
        server.setTopic("C2", name);
    }

    @Override
    public boolean hasFixedFields() {
        return true;
    }

    @Override
    public void addRows() {
        server.set("C2", "num_members", 120);
        server.set("C2", "updated", 1_800_000_000_000L);
        server.set("C2", "is_member", false);
    }

    @Override
    public TableName renameTable() {
        server.rename("C2", "sales");
        return TableName.of("sales");
    }

    @Override
    public void removeTable() {
        server.remove("C2");
    }

    @Override
    public String everything() {
        return server.everything();
    }

    @Override
    public String right() {
        return "{\"method\": \"conversations.history\", \"channel\": \"#general\", \"limit\": 15}";
    }

    /** Slack tells no fields before a call. */
    @Override
    public List<String> rightColumns() {
        return List.of();
    }

    @Override
    public String unknownTable() {
        return right().replace("general", "nowhere");
    }

    @Override
    public String unknownField() {
        return right().replace("15", "15, \"fields\": [\"missing\"]");
    }

    /** Every message has the same fields, so that there is nothing to ask for. */
    @Override
    public boolean refusesUnknownFields() {
        return false;
    }

    @Override
    public List<String> forbidden() {
        return Stream.concat(
                        Stream.of(
                                        "chat.postMessage",
                                        "chat.delete",
                                        "conversations.archive",
                                        "conversations.join",
                                        "admin.users.remove",
                                        "files.upload",
                                        "Conversations.history",
                                        "conversations.history/../chat.postMessage",
                                        "unheard.of")
                                .map(method -> "{\"method\": \"" + method + "\", \"channel\": \"C1\"}"),
                        Stream.of(
                                right() + right(),
                                '[' + right() + ']',
                                "{\"channel\": \"C1\"}",
                                "{\"method\": 5}",
                                "{\"method\": \"conversations.history\"}",
                                "{\"method\": \"auth.test\", \"method\": \"chat.postMessage\"}",
                                "SELECT 1"))
                .toList();
    }

    @Override
    public boolean hasStableIds() {
        return true;
    }

    @Override
    public boolean canDryRun() {
        return true;
    }

    @Override
    public boolean canWatch() {
        return false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (silent.isPresent()) {
            silent.get().close();
        }
    }
}
