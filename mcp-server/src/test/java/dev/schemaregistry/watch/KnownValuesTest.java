package dev.schemaregistry.watch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.ValuesProfiled;
import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.Connectors;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.store.jdbc.RegistryStores;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the rows of real databases to the answer to a question that names a value, and what never gets that far. */
class KnownValuesTest {
    private static final SourceId PARCELS = new SourceId("parcels");
    private static final SourceId MACHINES = new SourceId("machines");
    private static final Map<String, String> ON = Map.of("profile_values", "low_cardinality");

    /** Each kind of secret in a column that says so, and in one that does not; some once, some in many rows. */
    private static final List<String> SECRETS = List.of(
            "ada.lovelace@example.org",
            "grace@navy.example",
            "+49 30 9018273645",
            "030 5550199",
            "Ada Lovelace",
            "Grace Brewster Hopper",
            "HOPPER, GRACE",
            "sk_live_51HqLyjWDarjtT1",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN",
            "Tr0ub4dor&3",
            "5f4dcc3b5aa765d61d8327deb882cf99",
            "4111 1111 1111 1111",
            "DE89 3704 0044 0532 0130 00",
            "078-05-1120",
            "12 Baker Street",
            "https://reader:hunter2@db.example.org/x",
            "192.0.2.44");

    private final EmbeddedPostgresServer server = EmbeddedPostgresServer.shared();
    private final Connectors connectors = Connectors.installed(reference -> Secret.of(""));

    @TempDir
    Path folder;

    private Database database;
    private SchemaRegistry registry;
    private SchemaIndex index;

    @BeforeEach
    void open() throws SQLException {
        database = server.createDatabase();
        registry = SchemaRegistry.initRegistry(
                RegistryStores.open(folder.resolve("registry.db").toString(), Clock.systemUTC()), Clock.systemUTC());
        index = SchemaIndex.open(folder.resolve("registry.db.index"), CatalogReader.of(registry.store()));
        inSqlite(
                "CREATE TABLE shipments (id INTEGER PRIMARY KEY, destination_region TEXT, weight REAL)",
                "INSERT INTO shipments VALUES (1, 'Patagonia', 1), (2, 'Patagonia', 2), (3, 'Lapland', 3)");
        database.execute("CREATE TABLE units (id int PRIMARY KEY, model text, built int);"
                + " INSERT INTO units SELECT g, CASE WHEN g % 2 = 0 THEN 'Turbolift' ELSE 'Rockdrill' END, g"
                + " FROM generate_series(1, 50) g");
    }

    @AfterEach
    void close() {
        index.close();
        registry.close();
    }

    @Test
    void aQuestionThatOnlyNamesAValueFindsItsSourceOnlyWhereValuesMayBeKept() {
        register(Map.of());
        introspect(IntrospectionLimits.DEFAULT);
        assertThat(ask("how many to Patagonia").sources()).isEmpty();
        assertThat(ask("which Turbolift").sources()).isEmpty();

        register(ON);
        introspect(IntrospectionLimits.DEFAULT);

        Classification patagonia = ask("how many to Patagonia");
        assertThat(patagonia.sources()).extracting(source -> source.id()).containsExactly(PARCELS);
        assertThat(patagonia.reasoning()).contains("\"Patagonia\" is a value of field shipments.destination_region");
        assertThat(ask("which Turbolift").sources())
                .extracting(source -> source.id())
                .containsExactly(MACHINES);
    }

    @Test
    void valuesMakeNoVersionAndAreLookedAtOnceADay() {
        register(ON);
        List<IntrospectionResult> first = introspect(IntrospectionLimits.DEFAULT);
        long after = registry.lastSequence();

        assertThat(first).extracting(IntrospectionResult::profiled).containsOnly(1);
        assertThat(introspect(IntrospectionLimits.DEFAULT))
                .extracting(IntrospectionResult::profiled)
                .containsOnly(0);
        assertThat(introspect(IntrospectionLimits.DEFAULT.withProfile(true)))
                .extracting(IntrospectionResult::profiled)
                .containsOnly(1);
        assertThat(registry.lastSequence()).isEqualTo(after);
        assertThat(registry.currentTables(PARCELS))
                .allSatisfy(version -> assertThat(version.revision()).isOne());
    }

    @Test
    void aChangedTableIsLookedAtAgainAndAGoneFieldIsForgotten() throws SQLException {
        register(ON);
        introspect(IntrospectionLimits.DEFAULT);
        database.execute("ALTER TABLE units RENAME COLUMN model TO brand");

        introspect(IntrospectionLimits.DEFAULT);

        assertThat(values(MACHINES, "units"))
                .containsExactly(new FieldValues("brand", List.of("Rockdrill", "Turbolift")));
    }

    @Test
    void switchedOffEverythingIsForgottenByTheNextLook() {
        register(ON);
        introspect(IntrospectionLimits.DEFAULT);
        assertThat(ask("which Turbolift").sources()).isNotEmpty();

        register(Map.of());
        introspect(IntrospectionLimits.DEFAULT);

        assertThat(registry.listFieldValues(MACHINES)).isEmpty();
        assertThat(registry.listFieldValues(PARCELS)).isEmpty();
        assertThat(ask("which Turbolift").sources()).isEmpty();
        assertThat(ask("how many to Patagonia").sources()).isEmpty();
    }

    @Test
    void whatTheOperatorExcludesIsForgottenAndNotAskedAgain() {
        register(ON);
        introspect(IntrospectionLimits.DEFAULT);
        Map<String, String> without = new TreeMap<>(ON);
        without.put("profile_exclude", "units.mod*,*_region");

        register(without);
        introspect(IntrospectionLimits.DEFAULT.withProfile(true));

        assertThat(values(MACHINES, "units")).isEmpty();
        assertThat(values(PARCELS, "shipments")).isEmpty();
    }

    @Test
    void aColumnThatMayNotBeReadIsLeftOutAndTheOthersAreNot() throws SQLException {
        String reader = server.newName("reader");
        database.execute("CREATE ROLE " + reader + " LOGIN; ALTER TABLE units ADD COLUMN status text;"
                + " UPDATE units SET status = 'idle'; GRANT SELECT (id, model) ON units TO " + reader);
        register(MACHINES, database.uri(reader), ON);

        introspect(IntrospectionLimits.DEFAULT);

        assertThat(values(MACHINES, "units")).extracting(FieldValues::field).containsExactly("model");
    }

    @Test
    void nothingPersonalOrSecretIsStoredIndexedOrLogged() throws Exception {
        seed();
        register(ON);

        introspect(IntrospectionLimits.DEFAULT);

        assertThat(values(PARCELS, "badges")).extracting(FieldValues::field).contains("channel");
        assertThat(values(MACHINES, "badges")).extracting(FieldValues::field).contains("channel");
        index.catchUp();
        index.close();
        Map<String, String> surfaces = surfaces();
        assertThat(surfaces).isNotEmpty();
        assertThat(String.join("", surfaces.values())).contains("wholesale");
        for (String secret : SECRETS) {
            surfaces.forEach((surface, text) -> {
                assertThat(text).as(surface).doesNotContain(secret);
                for (String word : secret.split("[ ,]+", -1)) {
                    if (word.length() > 5) {
                        assertThat(text.toLowerCase(java.util.Locale.ROOT))
                                .as(surface)
                                .doesNotContain(word.toLowerCase(java.util.Locale.ROOT));
                    }
                }
            });
        }
    }

    /**
     * Columns named for what they hold, and innocent ones: each secret alone in its row, again and again among the others, and for each a
     * column that holds it beside harmless words.
     */
    private void seed() throws SQLException {
        String slots = IntStream.range(0, SECRETS.size())
                .mapToObj(slot -> ", slot" + slot + " TEXT")
                .collect(Collectors.joining());
        List<String> statements = new ArrayList<>();
        statements.add(
                "CREATE TABLE badges (id INTEGER PRIMARY KEY, email TEXT, phone TEXT, full_name TEXT, api_token TEXT,"
                        + " label TEXT, extra TEXT, channel TEXT" + slots + ")");
        int id = 0;
        for (int round = 0; round < 20; round++) {
            String shelf = round % 2 == 0 ? "'shelf'" : "'rack'";
            for (String secret : SECRETS) {
                String text = quoted(secret);
                String alone = round == 0 ? text : "NULL";
                boolean hides = round % 3 == 0;
                String beside = SECRETS.stream()
                        .map(each -> ", " + (hides ? quoted(each) : shelf))
                        .collect(Collectors.joining());
                statements.add("INSERT INTO badges VALUES (" + id++ + ", " + text + ", " + text + ", " + text + ", "
                        + text + ", " + alone + ", " + text + ", 'wholesale'" + beside + ")");
            }
        }
        String[] all = statements.toArray(String[]::new);
        inSqlite(all);
        database.execute(String.join("; ", all));
    }

    private static String quoted(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    private Map<String, String> surfaces() throws IOException {
        Map<String, String> surfaces = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.equals(source())) {
                    byte[] bytes = Files.readAllBytes(file);
                    surfaces.put(file.toString(), new String(bytes, ISO_8859_1) + new String(bytes, UTF_8));
                }
            }
        }
        List<RegistryEvent> events = registry.changesSince(0, 1_000);
        assertThat(events).hasAtLeastOneElementOfType(ValuesProfiled.class);
        surfaces.put("events", events.stream().map(RegistryJson::write).toList().toString());
        return surfaces;
    }

    private Classification ask(String question) {
        index.catchUp();
        return new Classifier(index).classify(Question.of(question));
    }

    private List<FieldValues> values(SourceId source, String table) {
        return registry.fieldValues(TableRef.of(source.value(), table));
    }

    private List<IntrospectionResult> introspect(IntrospectionLimits limits) {
        List<SourceId> ids =
                registry.listDataSources().stream().map(each -> each.id()).toList();
        List<IntrospectionResult> results =
                new IntrospectionService(registry, connectors).introspect(ids, limits, IntrospectionListener.SILENT);
        assertThat(results).allSatisfy(result -> assertThat(result.failure()).isEmpty());
        return results;
    }

    private void register(Map<String, String> more) {
        register(PARCELS, "sqlite:" + source(), more);
        register(MACHINES, database.uri("postgres"), more);
    }

    private void register(SourceId id, String uri, Map<String, String> more) {
        Connectors.Located located = connectors.locate(Optional.empty(), Secret.of(uri));
        SourceAddress address = located.address();
        Map<String, String> settings = new TreeMap<>(address.settings());
        settings.putAll(more);
        registry.upsertDataSource(id, located.type(), address.redactedUri(), Optional.empty(), settings);
    }

    private Path source() {
        return folder.resolve("source.db");
    }

    private void inSqlite(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + source());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
