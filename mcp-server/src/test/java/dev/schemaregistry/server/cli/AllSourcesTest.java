package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.connector.qdrant.LoopbackQdrant;
import dev.schemaregistry.connector.qdrant.QdrantAdministrator;
import dev.schemaregistry.server.SampleShop;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.MemoryMongoServer;
import dev.schemaregistry.testkit.SlackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One configuration with a source of each kind, from the first reading to a change at each, as a new user would go. */
class AllSourcesTest {
    private static final String QDRANT_KEY = "key-of-the-tour";

    @TempDir
    Path folder;

    private final List<AutoCloseable> servers = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private Shell shell;
    private Tour tour;

    @BeforeEach
    void configure() throws Exception {
        samples.add(postgres());
        samples.add(sqlite());
        samples.add(mongodb());
        samples.add(qdrant());
        samples.add(slack());
        Path home = Files.createDirectories(folder.resolve("home"));
        shell = new Shell(home);
        Files.createDirectories(shell.registryFolder());
        StringBuilder configuration = new StringBuilder("sources:\n");
        samples.forEach(sample -> configuration.append(sample.configuration()));
        Files.writeString(shell.registryFolder().resolve("config.yaml"), configuration);
        shell.with("SLACK_TOKEN", SlackServer.TOKEN).with("QDRANT_KEY", QDRANT_KEY);
        tour = new Tour(shell, folder);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable server : servers) {
            server.close();
        }
    }

    @Test
    void oneCommandCataloguesThemAllAndAnotherSeesAChangeAtEach() throws Exception {
        Shell.Result read = tour.run("introspect");
        assertThat(read.code()).as(read.out() + read.err()).isZero();
        assertThat(tour.run("list").code()).isZero();
        samples.forEach(
                sample -> assertThat(tour.run("show", sample.table()).out()).contains(sample.shown()));
        assertThat(tour.run("classify", "Which customers wrote bad comments on a product?")
                        .code())
                .isZero();

        for (Sample sample : samples) {
            tour.note(sample.told());
            sample.change().run();
        }
        Shell.Result watched = tour.run("watch", "--one-time");
        assertThat(watched.code()).as(watched.err()).isZero();
        assertThat(tour.run("status").code()).isZero();
        for (Sample sample : samples) {
            assertThat(tour.run("versions", sample.table()).out())
                    .as(sample.id())
                    .contains("1.0.0", sample.seen());
        }
        everySourceIsAtItsSecondRevision();

        String before = shell.run("changes", "--json").out();
        assertThat(shell.run("watch", "--one-time").code()).isZero();
        assertThat(shell.run("changes", "--json").out())
                .as("no change, no event")
                .isEqualTo(before);
        Files.writeString(Path.of("target/tour.txt"), tour.text());
    }

    private void everySourceIsAtItsSecondRevision() {
        JsonNode sources = shell.run("sources", "list", "--json").json().path("sources");
        assertThat(sources).hasSize(samples.size()).allSatisfy(source -> {
            assertThat(source.path("revision").asInt()).as(source.toString()).isEqualTo(2);
            assertThat(source.path("health").path("status").asText()).isEqualTo("ok");
        });
    }

    private interface Change {
        void run() throws Exception;
    }

    /**
     * One source.
     *
     * @param table one of its tables, which changes
     * @param shown what its schema says before
     * @param told what is changed, for a reader
     * @param seen what its history says after
     */
    private record Sample(
            String id,
            String type,
            String url,
            String description,
            List<String> more,
            String table,
            List<String> shown,
            String told,
            Change change,
            String seen) {
        String configuration() {
            StringBuilder lines = new StringBuilder("  - id: " + id + "\n    type: " + type + "\n    url: " + url
                    + "\n    description: " + description + '\n');
            more.forEach(line -> lines.append("    ").append(line).append('\n'));
            return lines.toString();
        }
    }

    private static Sample postgres() throws Exception {
        EmbeddedPostgresServer.Database database =
                EmbeddedPostgresServer.shared().createDatabase();
        database.execute(Files.readString(sampleFile("postgres/10-shop.sql")));
        String reader = EmbeddedPostgresServer.shared().newName("reader");
        database.execute("CREATE ROLE " + reader + " LOGIN; GRANT pg_read_all_data TO " + reader);
        return new Sample(
                "shop",
                "postgres",
                database.uri(reader),
                "Customers, orders and payments of a small shop",
                List.of(),
                "shop.customers",
                List.of("People who bought at least once", "full_name"),
                "at PostgreSQL: ALTER TABLE customers ADD COLUMN loyalty text",
                () -> database.execute("ALTER TABLE customers ADD COLUMN loyalty text"),
                "+ field loyalty");
    }

    private Sample sqlite() {
        Path file = SampleShop.execute(
                folder.resolve("ledger.db"),
                "CREATE TABLE bookings (booking_id INTEGER PRIMARY KEY, account TEXT NOT NULL, amount DECIMAL(12,2), booked_on DATE)");
        return new Sample(
                "ledger",
                "sqlite",
                "sqlite:" + file,
                "What was booked, by account and day",
                List.of(),
                "ledger.bookings",
                List.of("account", "decimal(12,2)"),
                "at SQLite: ALTER TABLE bookings ADD COLUMN currency TEXT",
                () -> SampleShop.execute(file, "ALTER TABLE bookings ADD COLUMN currency TEXT"),
                "+ field currency");
    }

    private Sample mongodb() {
        MemoryMongoServer server = MemoryMongoServer.replicaSet();
        servers.add(server);
        server.execute("feedback", """
                {insert: 'reviews', documents: [
                  {_id: 1, product_id: 7, stars: 5, text: 'Bright and quiet', author: {name: 'Ada', country: 'GB'}},
                  {_id: 2, product_id: 9, stars: 2, text: 'Came broken', author: {name: 'Max', country: 'DE'}}]}""");
        return new Sample(
                "feedback",
                "mongodb",
                server.uri("feedback"),
                "Reviews of products, written by customers",
                List.of(),
                "feedback.reviews",
                List.of("collection, version 1.0.0", "inferred from 2 samples", "author.country"),
                "at MongoDB: a review arrives with a new field, {verified: true}",
                () -> server.execute("feedback", """
                        {insert: 'reviews', documents: [{_id: 3, product_id: 7, stars: 4, text: 'Good', verified: true,
                          author: {name: 'Eve', country: 'FR'}}]}"""),
                "+ field verified");
    }

    private Sample qdrant() throws IOException {
        LoopbackQdrant server = LoopbackQdrant.start(QDRANT_KEY);
        servers.add(server);
        QdrantAdministrator administrator = server.administrator(QDRANT_KEY);
        servers.add(administrator);
        administrator.create("manuals", 384);
        administrator.index("manuals", "title", "text");
        return new Sample(
                "manuals",
                "qdrant",
                server.uri(),
                "Product manuals by meaning",
                List.of("api_key: env:QDRANT_KEY"),
                "manuals.manuals",
                List.of("vector collection, version 1.0.0", "vector(384) cosine"),
                "at Qdrant: an index on the payload key \"language\"",
                () -> administrator.index("manuals", "language", "keyword"),
                "+ field language");
    }

    private Sample slack() throws IOException {
        SlackServer workspace = SlackServer.start();
        servers.add(workspace);
        workspace.addPublicChannel("C01", "product-feedback");
        workspace.setPurpose("C01", "What customers tell us about products");
        workspace.addPublicChannel("C02", "office");
        return new Sample(
                "team",
                "slack",
                "slack://acme?endpoint=" + workspace.endpoint(),
                "Where the team talks",
                List.of("token: env:SLACK_TOKEN"),
                "team.product-feedback",
                List.of("channel, version 1.0.0", "What customers tell us about products"),
                "at Slack: the topic of #product-feedback becomes \"Broken lamps first\"",
                () -> workspace.setTopic("C01", "Broken lamps first"),
                "Broken lamps first");
    }

    private static Path sampleFile(String name) throws IOException {
        return Path.of("../examples/sources").resolve(name).toRealPath();
    }
}
