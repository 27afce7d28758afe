package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.testkit.EvaluationData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An address with a secret, registered in each way there is: the secret comes out nowhere, whatever the address is of. */
class SecretSurfacesTest {
    @TempDir
    Path folder;

    /** An address, what must come out nowhere, and what is to be seen where the address is accepted. */
    record Sample(String id, String uri, List<String> hidden, List<String> kept) {
        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Sample> ofOurOwn() {
        return Stream.of(
                own("password", "postgresql://ada:canary-1@127.0.0.1:9/crm"),
                own("encoded password", "postgresql://ada:c%61nary-1%40@127.0.0.1:9/crm?sslmode=require"),
                own("two passwords", "postgresql://ada:canary-1@127.0.0.1:9/crm?password=canary-1"),
                own("key of a certificate", "postgresql://127.0.0.1:9/crm?sslpassword=canary-1"),
                own("no host", "postgresql://ada:canary-1@/crm?host=canary-1"),
                own("file with a password", "sqlite:/nowhere/x.db?password=canary-1"),
                own("document store", "mongodb://ada:canary-1@127.0.0.1:9/crm?authSource=admin"),
                own("proxy of a document store", "mongodb://127.0.0.1:9/?proxyPassword=canary-1"),
                own("vector store", "qdrant://canary-1@127.0.0.1:9"),
                own("vector store's key", "qdrant://127.0.0.1:9?api_key=canary-1"),
                own("chat", "slack://canary-1@team"),
                own("web hook", "https://hooks.example.com/canary-1/canary-1"),
                own("no address", "canary-1"),
                own("statement", "select connect('password=canary-1')"),
                own("configuration", "login required password=\"canary-1\";"));
    }

    private static Sample own(String id, String uri) {
        return new Sample(id, uri, List.of("canary-1", "c%61nary-1"), List.of());
    }

    static Stream<Sample> ofTheEvaluation() throws IOException {
        return EvaluationData.requireJsonLines("validation/secrets.open.jsonl").stream()
                .map(line -> new Sample(
                        line.path("id").asText(),
                        line.path("uri").asText(),
                        texts(line.path("must_not_appear")),
                        texts(line.path("keep"))));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofOurOwn")
    void aSecretIsNowhere(Sample sample) throws Exception {
        check(sample);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofTheEvaluation")
    void aSecretOfTheEvaluationIsNowhere(Sample sample) throws Exception {
        check(sample);
    }

    private void check(Sample sample) throws Exception {
        try (Surfaces surfaces = new Surfaces(folder)) {
            surfaces.showAll(sample.uri());

            sample.hidden()
                    .forEach(secret -> surfaces.seen()
                            .forEach((surface, text) -> assertThat(text.contains(secret))
                                    .as(sample.id() + " on " + surface)
                                    .isFalse()));
            if (surfaces.wasAccepted()) {
                sample.kept()
                        .forEach(part ->
                                assertThat(surfaces.seen().get("sources show")).contains(part));
            }
        }
    }

    @Test
    void everySurfaceIsLookedAt() throws Exception {
        try (Surfaces surfaces = new Surfaces(folder)) {
            surfaces.showAll("postgresql://ada:x@127.0.0.1:9/plainly-visible");

            assertThat(surfaces.wasAccepted()).isTrue();
            for (String surface :
                    List.of("sources add", "sources show", "stored files", "open files", "/api/v1/sources")) {
                assertThat(surfaces.seen().get(surface)).as(surface).contains("plainly-visible");
            }
            assertThat(surfaces.seen().get("list_sources")).contains("unreachable");
            assertThat(surfaces.seen().get("events")).contains("REGISTERED");
            assertThat(surfaces.seen().get("log")).contains("jdbc");
            assertThat(surfaces.seen().get("failures")).contains("Exception");
        }
    }
}
