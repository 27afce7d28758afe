package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.connector.qdrant.LoopbackQdrant;
import dev.schemaregistry.connector.qdrant.QdrantAdministrator;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vector database from its address to the versions of its collections. */
class QdrantStoryTest {
    private static final String KEY = "canary-9hT2kq";

    @TempDir
    Path folder;

    private LoopbackQdrant server;
    private QdrantAdministrator administrator;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackQdrant.start(KEY);
        administrator = server.administrator(KEY);
        administrator.create("articles", 384);
        administrator.index("articles", "title", "text");
    }

    @AfterEach
    void stop() {
        administrator.close();
        server.close();
    }

    @Test
    void aCollectionIsReadVersionedAndKeptWhileItIsForbidden() {
        Shell shell = new Shell(folder).with("QDRANT_KEY", KEY);
        assertThat(shell.run("sources", "add", "library", server.uri(), "--api-key", "env:QDRANT_KEY")
                        .code())
                .isZero();
        Shell.Result read = shell.run("introspect", "-v", "-v");
        assertThat(read.code()).as(read.err()).isZero();
        assertThat(shell.run("show", "library.articles").out())
                .contains("vector collection", "vector(384) cosine", "title");

        assertThat(shell.run("introspect").code()).isZero();
        administrator.index("articles", "author.name", "keyword");
        assertThat(shell.run("introspect").code()).isZero();
        assertThat(shell.run("versions", "library.articles", "--json").json().path("versions"))
                .hasSize(2);

        server.deny("articles");
        shell.run("introspect");
        assertThat(shell.run("show", "library.articles").code()).isZero();
        assertThat(read.out() + read.err()).doesNotContain(KEY);
    }

    @Test
    void aRequestIsCheckedAgainstWhatTheServerTold() {
        administrator.index("articles", "author.name", "keyword");
        Shell shell = new Shell(folder).with("QDRANT_KEY", KEY);
        shell.run("sources", "add", "library", server.uri(), "--api-key", "env:QDRANT_KEY");
        shell.run("introspect");
        String request = """
                {"collection": "articles", "query": 17,
                 "filter": {"must": {"key": "author.name", "match": {"value": "Ada"}}}}
                """;

        Shell.Result good = shell.run("validate", "library", request);
        Shell.Result bad = shell.run("validate", "library", request.replace("author.name", "author.nmae"));
        Shell.Result shorter = shell.run("validate", "library", request.replace("17", "[0.5, 0.25]"));

        assertThat(good.code()).as(good.out()).isZero();
        assertThat(bad.code()).isOne();
        assertThat(bad.out()).contains("42703", "author.name");
        assertThat(shorter.out()).contains("42804", "has 384");
    }

    @Test
    void theAddressOfTheRestInterfaceNeedsTheType() {
        Shell shell = new Shell(folder);

        Shell.Result without = shell.run("sources", "add", "library", "http://q1:6333/?api_key=" + KEY);
        Shell.Result with =
                shell.run("sources", "add", "library", "http://q1:6333/?api_key=" + KEY, "--type", "qdrant");

        assertThat(without.code()).isEqualTo(2);
        assertThat(shell.run("sources", "show", "library").out()).contains("qdrant://q1:6334");
        assertThat(without.out() + without.err() + with.out() + with.err()).doesNotContain(KEY);
    }
}
