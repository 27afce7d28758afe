package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.connector.qdrant.LoopbackQdrant;
import dev.schemaregistry.connector.qdrant.QdrantAdministrator;
import dev.schemaregistry.testkit.MemoryMongoServer;
import dev.schemaregistry.testkit.SlackServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dry runs of the sources that do not speak SQL, from the command line to the source: accepted, refused at both, and out of date. */
class DryRunKindsTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openAShell() {
        shell = new Shell(folder).with("SLACK_TOKEN", SlackServer.TOKEN);
    }

    @Test
    void aMongoServerIsAskedForAPlan() {
        try (MemoryMongoServer server = MemoryMongoServer.replicaSet()) {
            server.execute("shop", "{insert: 'orders', documents: [{_id: 1, status: 'paid'}]}");
            server.execute("shop", "{createIndexes: 'orders', indexes: [{key: {status: 1}, name: 'by_status'}]}");
            register("sources", "add", "shop", server.uri("shop"));

            Shell.Result good = shell.run("dry-run", "shop", "{find: 'orders', filter: {status: 'paid'}}");
            assertThat(good.code()).as(good.out()).isZero();
            assertThat(good.out()).contains("ACCEPTED by the source", "IXSCAN by_status", "not executed");

            int asked = server.explained().size();
            assertThat(shell.run("dry-run", "shop", "{aggregate: 'orders', pipeline: [{$out: 'x'}], cursor: {}}")
                            .out())
                    .contains("NOT_RUN");
            assertThat(server.explained()).hasSize(asked);

            server.execute("shop", "{drop: 'orders'}");
            isOutOfDate(shell.run("dry-run", "shop", "{find: 'orders'}"));
        }
    }

    @Test
    void aQdrantServerIsAskedForItsCollections() throws IOException {
        try (LoopbackQdrant server = LoopbackQdrant.start();
                QdrantAdministrator administrator = server.administrator("")) {
            administrator.create("articles", 4);
            administrator.index("articles", "title", "text");
            register("sources", "add", "library", server.uri());

            String query = "{\"collection\": \"articles\", \"query\": [1, 2, 3, 4]}";
            Shell.Result good = shell.run("dry-run", "library", query);
            assertThat(good.code()).as(good.out()).isZero();
            assertThat(good.out()).contains("ACCEPTED by the source", "vector of 4, cosine", "estimated rows: 0");

            assertThat(shell.run("dry-run", "library", query.replace("4]", "4, 5]"))
                            .out())
                    .contains("NOT_RUN");

            administrator.delete("articles");
            isOutOfDate(shell.run("dry-run", "library", query));
        }
    }

    @Test
    void aWorkspaceIsAskedForItsChannels() throws IOException {
        try (SlackServer server = SlackServer.start()) {
            server.addPublicChannel("C1", "general");
            register(
                    "sources",
                    "add",
                    "team",
                    "slack://acme?endpoint=" + server.endpoint(),
                    "--token",
                    "env:SLACK_TOKEN");

            String call = "{\"method\": \"conversations.history\", \"channel\": \"#general\", \"limit\": 15}";
            Shell.Result denied = shell.run("dry-run", "team", call);
            assertThat(denied.code()).isOne();
            assertThat(denied.out()).contains("REJECTED by the source", "42501", "lacks the scope channels:history");

            server.grant("channels:history");
            Shell.Result good = shell.run("dry-run", "team", call);
            assertThat(good.code()).as(good.out()).isZero();
            assertThat(good.out()).contains("conversations.history on C1, public");

            server.remove("C1");
            isOutOfDate(shell.run("dry-run", "team", call));
        }
    }

    /** Two tables say which methods read, since a connector knows nothing of the check: they must say the same. */
    @Test
    void checkAndConnectorKnowTheSameMethodsOfSlack() throws IOException {
        assertThat(lines("/dev/schemaregistry/connector/slack/methods.txt").stream()
                        .map(words -> words.subList(0, 3)))
                .containsExactlyInAnyOrderElementsOf(lines("/dev/schemaregistry/contract/slack/methods.txt").stream()
                        .filter(words -> words.get(0).equals("read"))
                        .map(words -> words.subList(1, 4))
                        .collect(Collectors.toSet()));
    }

    private void register(String... command) {
        Shell.Result added = shell.run(command);
        assertThat(added.code()).as(added.err()).isZero();
        Shell.Result read = shell.run("introspect");
        assertThat(read.code()).as(read.out() + read.err()).isZero();
    }

    /** What was removed at the source is read again, and then the check refuses the query by itself. */
    private static void isOutOfDate(Shell.Result result) {
        assertThat(result.code()).isOne();
        assertThat(result.out()).containsAnyOf("stale", "NOT_RUN").contains("42P01");
    }

    private static Set<List<String>> lines(String resource) throws IOException {
        try (InputStream table =
                Objects.requireNonNull(DryRunKindsTest.class.getResourceAsStream(resource), resource)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split(" ")))
                    .collect(Collectors.toSet());
        }
    }
}
