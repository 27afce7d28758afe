package dev.schemaregistry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.config.Configuration;
import dev.schemaregistry.server.config.ConfigurationFile;
import dev.schemaregistry.server.config.Container;
import dev.schemaregistry.server.secrets.SecretReferences;
import dev.schemaregistry.server.secrets.VaultSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorTest {
    private static final Connectors CONNECTORS =
            Connectors.installed(SecretReferences.resolver(Map.of(), () -> VaultSettings.NOTHING));

    private static List<Door.Admitted> admit(String source, boolean inContainer) {
        Configuration read = ConfigurationFile.parse(
                "defaults: {sample_size: 50}\nsources:\n  - " + source, "config.yaml", Map.of("SECRET", "canary"));
        return new Door(CONNECTORS, new Container(inContainer, "said so")).admit(read);
    }

    private static String uri(String source) {
        return admit(source, false).get(0).located().address().redactedUri();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host: db, database: crm | postgresql://db:5432/crm",
                "host: db, port: 6543, database: crm, user: ada | postgresql://ada@db:6543/crm",
                "host: '::1', database: crm | postgresql://[::1]:5432/crm",
                "host: db, database: 'a/b?c#d', user: 'x@y:z' | postgresql://x%40y%3Az@db:5432/a%2Fb%3Fc%23d"
            })
    void partsBecomeAnAddress(String parts, String expected) {
        assertThat(uri("{id: a, type: postgres, " + parts + "}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls: true | require",
                "ssl: false | disable",
                "tls: true, options: {sslmode: verify-full} | verify-full"
            })
    void encryptionIsSaidInTheConnectorsWords(String parts, String mode) {
        assertThat(admit("{id: a, type: postgres, host: db, database: d, " + parts + "}", false)
                        .get(0)
                        .settings())
                .containsEntry("sslmode", mode)
                .doesNotContainKey("tls");
    }

    @Test
    void aPathOrAWorkspaceIsAnAddressToo() {
        assertThat(uri("{id: a, type: slack, workspace: team, token: env:SLACK}"))
                .isEqualTo("slack://team");
        assertThat(uri("{id: a, type: sqlite, path: '/data/my shop?x.db'}"))
                .isEqualTo("sqlite:///data/my%20shop%3Fx.db");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: postgres, host: 'db/x?options=-c', database: d | host",
                "type: postgres, host: db, database: d, options: {loggerFile: /tmp/x} | loggerFile",
                "type: postgres, host: db, database: d, options: {socketFactory: canary} | socketFactory",
                "type: sqlite, path: ':resource:http://x' | no file",
                "type: sqlite, path: /data/x.db, tls: true | tls",
                "type: sqlite, host: h | names a host",
                "type: nosuch, host: h | no connector for type",
                "url: 'sqlite:/data/x.db', sample_size: 5 | sample_size",
                "url: 'sqlite:/data/x.db', token: env:X | token"
            })
    void whatAConnectorDoesNotAllowIsNamedWithItsSourceAndLine(String source, String word) {
        assertThatThrownBy(() -> admit("{id: a, " + source + "}", false))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("source \"a\", line 3")
                .hasMessageContaining(word)
                .message()
                .doesNotContain("canary");
    }

    @Test
    void theAddressForContainersIsUsedInContainers() {
        String source = "{id: a, url: 'postgresql://localhost/crm', docker_url: 'postgresql://db/crm'}";

        assertThat(admit(source, false).get(0).settings()).containsEntry("host", "localhost");
        assertThat(admit(source, true).get(0).settings()).containsEntry("host", "db");
        assertThat(admit("{id: a, url: 'postgresql://localhost/crm'}", true)
                        .get(0)
                        .settings())
                .containsEntry("host", "localhost");
    }

    @Test
    void theCredentialTakesTheNameTheConnectorGivesIt() {
        Door.Admitted reference = admit("{id: a, url: 'postgresql://h/d', credential: vault:secret/crm#pw}", false)
                .get(0);
        Door.Admitted held = admit("{id: a, url: 'postgresql://h/d', credential: '${SECRET}'}", false)
                .get(0);

        assertThat(admit("{id: a, url: 'slack://team', credential: env:SLACK}", false)
                        .get(0)
                        .settings())
                .containsEntry("token", "env:SLACK");
        assertThat(admit("{id: a, url: 'slack://canary@team'}", false).get(0).secrets())
                .containsOnlyKeys("token");
        assertThat(reference.settings()).containsEntry("password", "vault:secret/crm#pw");
        assertThat(reference.secrets()).isEmpty();
        assertThat(held.settings()).doesNotContainKey("password");
        assertThat(held.secrets()).containsOnlyKeys("password");
    }

    @Test
    void aSourceThatInfersTakesPartsKeyAndSampleSize() {
        Door.Admitted vectors = admit("{id: a, type: qdrant, host: q1, tls: true, credential: env:QDRANT}", false)
                .get(0);

        assertThat(vectors.located().address().redactedUri()).startsWith("qdrants://q1");
        Door.Admitted documents = admit(
                        "{id: a, type: mongodb, host: 'm1:27017,m2:27018', database: crm, user: ada, tls: true}", false)
                .get(0);

        assertThat(documents.settings())
                .containsEntry("host", "m1:27017,m2:27018")
                .containsEntry("tls", "true")
                .containsEntry("sample_size", "50");
        assertThat(uri("{id: a, type: mongodb, host: cluster.example.org, options: {srv: true}}"))
                .startsWith("mongodb+srv://cluster.example.org");
        assertThat(vectors.settings()).containsEntry("api_key", "env:QDRANT").containsEntry("sample_size", "50");
    }

    @Test
    void whatHoldsForAllIsGivenToThoseThatKnowIt() {
        assertThat(admit("{id: a, url: 'sqlite:/data/x.db', include: ['a,b', c*], interval: 1h}", false)
                        .get(0)
                        .settings())
                .containsEntry("include", "a\\,b,c*")
                .containsEntry("interval", "PT1H")
                .doesNotContainKey("sample_size");
    }
}
