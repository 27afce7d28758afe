package dev.schemaregistry.connector.qdrant;

import static io.qdrant.client.ValueFactory.value;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.DryRunQueries;
import dev.schemaregistry.testkit.SilentServer;
import dev.schemaregistry.testkit.SourceUnderTest;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A server with two collections, whose points are more than a sample. */
class QdrantSource implements SourceUnderTest, DryRunQueries {
    static final int SAMPLE = 5;
    private static final int DIMENSION = 4;

    private final String uri;
    private final String prefix;
    private final QdrantAdministrator administrator;
    private final Optional<SilentServer> silent;

    /** @param prefix what the names of its collections begin with, so that others are left alone */
    QdrantSource(String uri, QdrantAdministrator administrator, String prefix) throws IOException {
        this.uri = uri;
        this.prefix = prefix;
        this.administrator = administrator;
        this.silent = Optional.of(SilentServer.start());
        create(prefix + "articles");
        administrator.create(prefix + "notes", DIMENSION);
    }

    private void create(String name) {
        administrator.create(name, DIMENSION);
        administrator.index(name, "title", "text");
        addPoints(name, 1, 2 * SAMPLE);
    }

    private void addPoints(String collection, int from, int to) {
        for (int i = from; i <= to; i++) {
            administrator.put(collection, i, DIMENSION, Map.of("title", value("article " + i), "views", value(i)));
        }
    }

    static SourceConnector open(String uri, Map<String, String> more) {
        QdrantConnectorFactory factory = new QdrantConnectorFactory();
        SourceAddress address = factory.parse(uri);
        Map<String, String> settings = new HashMap<>(address.settings());
        settings.putAll(more);
        address.secrets().forEach((key, secret) -> settings.put(key, "ref:" + key));
        return factory.open(
                new SourceId("library"),
                settings,
                reference -> address.secrets().getOrDefault(reference.substring(4), Secret.of("none")));
    }

    @Override
    public SourceConnector open() {
        return open(uri, Map.of("sample_size", Integer.toString(SAMPLE), "collection", prefix + "*"));
    }

    @Override
    public SourceConnector openDead() {
        try {
            return open("qdrant://127.0.0.1:" + SilentServer.closedPort(), Map.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<SourceConnector> openSilent() {
        return silent.map(server -> open("qdrant://127.0.0.1:" + server.port(), Map.of("query_timeout", "2000")));
    }

    @Override
    public TableName table() {
        return TableName.of(prefix + "articles");
    }

    @Override
    public void addField(String name) {
        administrator.index(prefix + "articles", name, "keyword");
    }

    @Override
    public void addRows() {
        addPoints(prefix + "articles", 1_000, 1_050);
    }

    @Override
    public TableName renameTable() {
        administrator.delete(prefix + "articles");
        create(prefix + "papers");
        return TableName.of(prefix + "papers");
    }

    @Override
    public void removeTable() {
        administrator.delete(prefix + "articles");
    }

    @Override
    public String everything() {
        return String.join(
                "\n", List.of(administrator.dump(prefix + "articles"), administrator.dump(prefix + "notes")));
    }

    @Override
    public String right() {
        return request("\"query\": [0.1, 0.2, 0.3, 0.4], \"limit\": 3");
    }

    /** What a search answers with, Qdrant does not tell before. */
    @Override
    public List<String> rightColumns() {
        return List.of();
    }

    @Override
    public String unknownTable() {
        return right().replace("articles", "nowhere");
    }

    /** Payload keys may be any; vectors may not. */
    @Override
    public String unknownField() {
        return request("\"query\": [0.1, 0.2, 0.3, 0.4], \"using\": \"missing\"");
    }

    @Override
    public List<String> forbidden() {
        return Stream.concat(
                        Stream.of(
                                        "upsert",
                                        "delete",
                                        "set_payload",
                                        "clear_payload",
                                        "create_index",
                                        "delete_collection",
                                        "update_aliases",
                                        "create_snapshot",
                                        "batch_update",
                                        "Query",
                                        "anything")
                                .map(operation -> request("\"operation\": \"" + operation + "\"")),
                        Stream.of(
                                right() + right(),
                                '[' + right() + ']',
                                "SELECT 1",
                                "{\"query\": [1, 2, 3, 4]}",
                                "{\"collection\": 5}",
                                "{\"collection\": \"\"}",
                                request("\"collection\": \"" + prefix + "notes\"")))
                .toList();
    }

    /** @param more the members beside the collection */
    String request(String more) {
        return "{\"collection\": \"" + prefix + "articles\", " + more + '}';
    }

    @Override
    public boolean hasStableIds() {
        return false;
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
    public boolean canProfile() {
        return true;
    }

    @Override
    public TableName addValues() {
        administrator.create(prefix + "parcels", DIMENSION);
        for (int i = 1; i <= 40; i++) {
            Map<String, Value> payload = Map.of(
                    "region", value(i <= 30 ? "north" : "southwest"),
                    "contact_email", value("ada" + i + "@example.org"),
                    "label", value("parcel " + i));
            administrator.put(prefix + "parcels", i, DIMENSION, payload);
        }
        return TableName.of(prefix + "parcels");
    }

    @Override
    public void close() throws IOException {
        administrator.close();
        silent.orElseThrow().close();
    }
}
