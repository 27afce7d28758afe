package dev.schemaregistry.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("HOST", "db", "EMPTY", "", "NESTED", "${HOST}");

    private static Configuration parse(String text) {
        return ConfigurationFile.parse(text, "config.yaml", ENVIRONMENT);
    }

    @Test
    void sourcesAreRead() {
        Configuration read = parse("""
                # where things are
                registry: ${HOST}/registry.db
                sources:
                  - id: billing
                    type: postgres
                    description: "Invoices: all of them"
                    url: postgresql://reader@${HOST}:${PORT:5432}/billing
                    credential: env:BILLING_PASSWORD
                  - {id: shop, url: "sqlite:shop.db"}
                """);

        assertThat(read.registry()).contains("db/registry.db");
        ConfiguredSource billing = read.sources().get(0);
        assertThat(billing.id().value()).isEqualTo("billing");
        assertThat(billing.type()).contains("postgres");
        assertThat(billing.description()).contains("Invoices: all of them");
        assertThat(billing.url().reveal()).isEqualTo("postgresql://reader@db:5432/billing");
        assertThat(billing.credentials()).containsExactly(Map.entry("password", "env:BILLING_PASSWORD"));
        assertThat(read.sources().get(1).line()).isEqualTo(9);
    }

    @Test
    void nothingIsAConfigurationToo() {
        assertThat(parse("")).isEqualTo(Configuration.EMPTY);
        assertThat(parse("# only a comment\n")).isEqualTo(Configuration.EMPTY);
        assertThat(ConfigurationFile.load(Path.of("/nowhere/config.yaml"), Map.of()))
                .isEqualTo(Configuration.EMPTY);
    }

    @Test
    void wordsOfOldYamlStayWords() {
        Configuration read = parse("sources: [{id: no, url: 'sqlite:x', description: 08}]");

        assertThat(read.sources().get(0).id().value()).isEqualTo("no");
        assertThat(read.sources().get(0).description()).contains("08");
    }

    @ParameterizedTest
    @CsvSource({
        "${HOST}, db",
        "${NOT_SET:other}, other",
        "${NOT_SET:-other}, other",
        "${EMPTY:-other}, other",
        "a${EMPTY:other}b, ab",
        "${NOT_SET:}x, x",
        "$${HOST}, ${HOST}",
        "${NESTED}, ${HOST}",
        "$HOST {HOST}, $HOST {HOST}"
    })
    void variablesArePutIn(String text, String expected) throws Variables.UnresolvedException {
        assertThat(new Variables(ENVIRONMENT).expand(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'registry: ${NOT_SET}', 'line 1: key \"registry\": variable NOT_SET is not set'",
        "'registry: ${1x}', 'not a variable reference'",
        "'registry: [a]', 'line 1: key \"registry\": expected a single value, got a list'",
        "'sorces: []', 'line 1: key \"sorces\" is unknown; the file may have registry, sources'",
        "'sources: {id: a}', 'expected a list of sources, got keys with values'",
        "'sources: [{url: \"sqlite:x\"}]', 'line 1: a source needs the key \"id\"'",
        "'sources: [{id: a}]', 'line 1: a source needs the key \"url\"'",
        "'sources: [{id: a.b, url: x}]', 'source id \"a.b\" is not allowed'",
        "'sources: [{id: a, url: x}, {id: a, url: y}]', 'source \"a\" occurs twice'",
        "'sources: [{id: a, url: x, passwrd: y}]', 'key \"passwrd\" is unknown'",
        "'sources: [a', 'this is not YAML'",
        "'a: 1', 'unknown'",
        "'- a', 'expected the file as keys with values, got a list'",
        "'{a: 1, a: 2}', 'a'"
    })
    void whatIsWrongIsNamed(String text, String sentence) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("config.yaml, line")
                .hasMessageContaining(sentence);
    }

    @Test
    void everythingWrongIsSaidAtOnceWithItsLine() {
        assertThatThrownBy(() -> parse("sources:\n  - id: a\n    url: ${NO_SUCH}\n  - uri: b\n"))
                .hasMessageContaining("line 3: key \"url\": variable NO_SUCH")
                .hasMessageContaining("line 4: key \"uri\" is unknown")
                .hasMessageContaining("line 4: a source needs the key \"id\"");
    }

    @Test
    void aSecretInTheFileIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> parse("sources: [{id: a, url: 'postgresql://h/d', password: hunter2}]"))
                .hasMessageContaining("expected a reference, got the secret itself")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void placesFollowOptionsThenVariablesThenTheHomeFolder() {
        Path home = Path.of("/home/ada");
        Places plain = Places.of(Optional.empty(), Optional.empty(), Map.of(), home);
        Places moved = Places.of(
                Optional.empty(),
                Optional.empty(),
                Map.of("SCHEMA_REGISTRY_HOME", "/data", "SCHEMA_REGISTRY_URL", "x.db"),
                home);
        Places asked = Places.of(
                Optional.of("y.db"),
                Optional.of(Path.of("my.yaml")),
                Map.of("SCHEMA_REGISTRY_URL", "x.db", "SCHEMA_REGISTRY_CONFIG", "their.yaml"),
                home);

        assertThat(plain.configuration()).isEqualTo(home.resolve(".data-connector/config.yaml"));
        assertThat(plain.registry()).isEmpty();
        assertThat(moved.configuration()).isEqualTo(Path.of("/data/config.yaml"));
        assertThat(moved.registry()).contains("x.db");
        assertThat(asked.registry()).contains("y.db");
        assertThat(asked.configuration()).isEqualTo(Path.of("my.yaml"));
    }
}
