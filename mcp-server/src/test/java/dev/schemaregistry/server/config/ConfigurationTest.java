package dev.schemaregistry.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.ProfileSettings;
import dev.schemaregistry.tools.SchemaCacheSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        assertThat(billing.address().url().orElseThrow().reveal()).isEqualTo("postgresql://reader@db:5432/billing");
        assertThat(billing.credentials()).containsExactly(Map.entry("credential", "env:BILLING_PASSWORD"));
        assertThat(read.sources().get(1).line()).isEqualTo(9);
    }

    @Test
    void theCacheIsBounded() {
        assertThat(parse("cache: {schemas: 8, keep: 10m}").cache())
                .isEqualTo(new SchemaCacheSettings(8, Duration.ofMinutes(10)));
        assertThat(parse("sources: []").cache()).isEqualTo(SchemaCacheSettings.DEFAULT);
    }

    @Test
    void withheldFieldsAreRead() {
        Configuration read = parse("""
                fields:
                  hidden: [shop.customers.ssn, "*.*.password_hash"]
                  masked: crm.people.mood, crm.people.salary
                """);

        assertThat(read.fields().patterns())
                .containsExactly("shop.customers.ssn", "*.*.password_hash", "crm.people.mood", "crm.people.salary");
    }

    @Test
    void nothingIsAConfigurationToo() {
        assertThat(parse("")).isEqualTo(Configuration.EMPTY);
        assertThat(parse("# only a comment\n")).isEqualTo(Configuration.EMPTY);
        assertThat(ConfigurationFile.load(Path.of("/nowhere/config.yaml"), false, Map.of()))
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
    @CsvSource(
            delimiter = '|',
            value = {
                "registry: ${NOT_SET} | line 1: key \"registry\": variable NOT_SET is not set",
                "registry: ${1x} | not a variable reference",
                "registry: [a] | line 1: key \"registry\": expected a single value, got a list",
                "sorces: [] | key \"sorces\": expected one of registry, defaults, vault, access, fields, cache, sources, got a key that is unknown; did you mean \"sources\"?",
                "sources: {id: a} | line 1: key \"sources\": expected a list of sources, got keys with values",
                "sources: [a] | key \"sources[0]\": expected a source as keys with values, got a single value",
                "sources: [{url: 'sqlite:x'}] | key \"sources[0].id\": expected 1 to 128 letters",
                "sources: [{id: a}] | key \"sources[0]\": expected an address, as one of url, host, path or workspace, got nothing",
                "sources: [{id: a, url: x, path: y, type: sqlite}] | got several of them",
                "sources: [{id: a, url: x, port: 1}] | key \"sources[0].port\": expected nothing: beside \"url\"",
                "sources: [{id: a, host: h}] | key \"sources[0].type\": expected a single value, got nothing",
                "sources: [{id: a, type: x, host: h, port: 70000}] | key \"sources[0].port\": expected a whole number from 1 to 65535, got \"70000\"",
                "sources: [{id: a, type: x, host: h, port: '${HOST}'}] | expected a whole number from 1 to 65535, got another value",
                "sources: [{id: a, type: x, host: h, tls: maybe}] | key \"sources[0].tls\": expected true or false, got \"maybe\"",
                "sources: [{id: a.b, url: x}] | key \"sources[0].id\": expected 1 to 128 letters, digits, '_' or '-', starting with a letter or digit, got \"a.b\"",
                "sources: [{id: a, url: x}, {id: a, url: y}] | key \"sources[1].id\": expected an id of its own, got one that occurs twice",
                "sources: [{id: a, url: x, passwrd: y}] | key \"sources[0].passwrd\": expected one of id, type",
                "sources: [{id: a, url: x, include: {a: b}}] | key \"sources[0].include\": expected a list of patterns such as public.*, or patterns separated by commas, got keys with values",
                "sources: [{id: a, url: x, include: ['']}] | key \"sources[0].include[0]\": expected a pattern",
                "sources: [{id: a, url: x, interval: often}] | key \"sources[0].interval\": expected a time such as 30s, 15m, 1h, 1d or PT15M, got \"often\"",
                "sources: [{id: a, url: x, interval: 0s}] | expected a time of at least one second",
                "sources: [{id: a, url: x, sample_size: 100001}] | key \"sources[0].sample_size\": expected a whole number from 0 to 100000, got \"100001\"",
                "sources: [{id: a, type: t, host: h, options: {token: x}}] | expected a property that has no key of its own",
                "sources: [{id: a, url: x, profile_values: all}] | key \"sources[0].profile_values\": expected off or low_cardinality, got \"all\"",
                "defaults: {url: x} | key \"defaults.url\": expected one of interval, sample_size, profile_values",
                "fields: {hidden: [ssn]} | expected a pattern source.table.field",
                "fields: {hidden: [shop.customers.ssn, a.bcdef]} | line 1: key \"fields.hidden[1]\": expected a pattern source.table.field, got \"a.bcdef\", which names no field",
                "fields: {masked: customers.ssn} | key \"fields.masked\": expected a pattern source.table.field, got",
                "fields: {hiden: [a.b.c]} | key \"fields.hiden\": expected one of hidden, masked",
                "fields: [a.b.c] | key \"fields\": expected keys with values, got a list",
                "cache: {schemas: 0} | key \"cache.schemas\": expected a whole number from 1 to 10000",
                "vault: {token: 'vault:a/b#c'} | expected a reference such as env:NAME, file:/path or ${NAME}",
                "sources: [a | this is not YAML",
                "a: 1 | unknown",
                "- a | line 1: expected keys with values, got a list",
                "'{a: 1, a: 2}' | a"
            })
    void whatIsWrongIsNamed(String text, String sentence) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("config.yaml, line")
                .hasMessageContaining(sentence);
    }

    @Test
    void everythingWrongIsSaidAtOnceInTheOrderOfLines() {
        assertThatThrownBy(() -> parse("""
                        sources:
                          - id: a
                            url: ${NO_SUCH}
                          - uri: b
                            port:
                              - 1
                        registry: {}
                        """))
                .message()
                .containsSubsequence(
                        "line 3: key \"sources[0].url\": variable NO_SUCH",
                        "line 4: key \"sources[1]",
                        "line 5: key \"sources[1].port\": expected a whole number",
                        "line 7: key \"registry\": expected a single value, got keys with values")
                .contains("line 4: key \"sources[1].uri\"", "line 4: key \"sources[1].id\"");
    }

    @Test
    void whatMayBeASecretIsRefusedAndNotRepeated() {
        for (String wrong : List.of(
                "sources: [{id: a, url: 'postgresql://h/d', password: hunter2}]",
                "sources: [{id: a, url: [hunter2]}]",
                "sources: [{id: a, url: x, docker_url: {hunter2: x}}]",
                "sources: [{id: 'postgresql://u:hunter2@h/d', url: x}]",
                "sources: [{id: 'no good ${LONG_SECRET}', url: x}]",
                "sources: [{id: a, url: x, 'password hunter2': y}]",
                "sources: [{id: a, type: t, host: h, port: hunter2-and-a-lot-more-that-is-longer-than-a-port}]",
                "vault: {secret_id: hunter2}",
                "sources: [{id: a, url: 'postgresql://u:a${hunter2@h/d'}]",
                "sources: [{id: a, url: x, password: *hunter2}]",
                "sources: [{id: a, url: x, password: !hunter2!x}]",
                "registry: postgresql://u:hunter2@h/d: x")) {
            assertThatThrownBy(() -> ConfigurationFile.parse(wrong, "config.yaml", Map.of("LONG_SECRET", "hunter2")))
                    .as(wrong)
                    .isInstanceOf(InvalidRequestException.class)
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("hunter2"))
                    .hasNoCause();
        }
    }

    @Test
    void partsPatternsAndDefaultsAreRead() {
        Configuration read = parse("""
                defaults: {interval: 1h, sample_size: 50, profile_values: low_cardinality}
                vault: {address: "https://vault:8200", role_id: reader, secret_id: env:SECRET_ID, timeout: 3s}
                sources:
                  - id: crm
                    type: postgres
                    host: ${HOST}
                    port: ${PORT:6543}
                    database: my db
                    user: reader
                    ssl: true
                    options: {connect_timeout: 7}
                    docker_url: postgresql://db/crm
                    include: [public.*, sales.*]
                    exclude: ["*_old"]
                    interval: 15m
                    profile_values: off
                    credential: vault:secret/crm#password
                  - {id: shop, url: "sqlite:shop.db", exclude: "a*, b\\\\,c", profile_exclude: [notes.*], sample_size: 7, password: "${HOST}"}
                """);

        ConfiguredSource crm = read.sources().get(0);
        assertThat(crm.address().url()).isEmpty();
        assertThat(crm.address().parts().named())
                .containsEntry("host", "db")
                .containsEntry("port", "6543")
                .containsEntry("database", "my db")
                .containsEntry("tls", "true")
                .containsEntry("connect_timeout", "7");
        assertThat(crm.address().findUrl(new Container(false, "none"))).isEmpty();
        assertThat(crm.address()
                        .findUrl(new Container(true, "some"))
                        .orElseThrow()
                        .reveal())
                .isEqualTo("postgresql://db/crm");
        assertThat(crm.common().selection().include()).containsExactly("public.*", "sales.*");
        assertThat(crm.common().interval()).contains(Duration.ofMinutes(15));
        assertThat(crm.credentials()).containsExactly(Map.entry("credential", "vault:secret/crm#password"));
        ConfiguredSource shop = read.sources().get(1);
        assertThat(shop.common().selection().exclude()).containsExactly("a*", "b,c");
        assertThat(shop.common().interval()).contains(Duration.ofHours(1));
        assertThat(crm.common().profile().isOn()).isFalse();
        assertThat(shop.common().profile())
                .isEqualTo(new ProfileSettings(ProfileSettings.Mode.LOW_CARDINALITY, List.of("notes.*")));
        assertThat(shop.sampleSize()).isEqualTo(new SampleSize(Optional.of("7"), Optional.of("50")));
        assertThat(shop.secrets()).containsOnlyKeys("password");
        assertThat(read.vault().timeout()).contains(Duration.ofSeconds(3));
    }

    @Test
    void aFileThatWasAskedForMustBeThere() {
        assertThatThrownBy(() -> ConfigurationFile.load(Path.of("/nowhere/config.yaml"), true, Map.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("/nowhere/config.yaml");
    }

    @Test
    void theExampleOfEachKindIsRight() {
        Path file = Path.of("../examples/sources/config.yaml");

        assertThat(ConfigurationFile.load(file, true, Map.of()).sources()).hasSizeGreaterThan(4);
    }

    @Test
    void theSchemaIsADocumentOfItsOwnKind() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(ConfigurationSchema.text());
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(schema.path("$schema").asText()));

        assertThat(meta.validate(schema)).isEmpty();
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
        assertThat(plain.configurationIsNamed()).isFalse();
        assertThat(asked.configurationIsNamed()).isTrue();
        assertThat(plain.registry()).isEmpty();
        assertThat(moved.configuration()).isEqualTo(Path.of("/data/config.yaml"));
        assertThat(moved.registry()).contains("x.db");
        assertThat(asked.registry()).contains("y.db");
        assertThat(asked.configuration()).isEqualTo(Path.of("my.yaml"));
    }
}
