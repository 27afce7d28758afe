package dev.schemaregistry.connector.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.EvaluationData;
import dev.schemaregistry.testkit.SilentServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MongoAddressTest {
    private final MongoConnectorFactory factory = new MongoConnectorFactory();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    mongodb://db1/shop | db1 | 27017 | shop | - | - | mongodb://db1:27017/shop
                    MONGODB://db1:27018 | db1 | 27018 | - | - | - | mongodb://db1:27018/
                    mongodb://db1/ | db1 | 27017 | - | - | - | mongodb://db1:27017/
                    mongodb://alice@db1/shop | db1 | 27017 | shop | alice | - | mongodb://alice@db1:27017/shop
                    mongodb://alice:c4n4ry@db1/shop | db1 | 27017 | shop | alice | c4n4ry | mongodb://alice@db1:27017/shop
                    mongodb://al%40ce:c4%2Fn4%3Fr%23y@db1/shop | db1 | 27017 | shop | al@ce | c4/n4?r#y | mongodb://al%40ce@db1:27017/shop
                    mongodb://alice:c4:n4@ry+x@db1/shop | db1 | 27017 | shop | alice | c4:n4@ry+x | mongodb://alice@db1:27017/shop
                    mongodb://alice:c4,n4@db1/shop | db1 | 27017 | shop | alice | c4,n4 | mongodb://alice@db1:27017/shop
                    mongodb://[::1]:27018/shop | ::1 | 27018 | shop | - | - | mongodb://[::1]:27018/shop
                    mongodb://a:1,b/shop | a:1,b | - | shop | - | - | mongodb://a:1,b:27017/shop
                    mongodb://u:c4@a:1,[::1]:2/shop | a:1,[::1]:2 | - | shop | u | c4 | mongodb://u@a:1,[::1]:2/shop
                    """)
    void addressesAreTakenApart(
            String uri, String host, String port, String database, String user, String password, String redacted) {
        SourceAddress address = factory.parse(uri);
        Map<String, String> expected = new TreeMap<>(Map.of("host", host));
        Optional.ofNullable(port).ifPresent(value -> expected.put("port", value));
        Optional.ofNullable(database).ifPresent(value -> expected.put("database", value));
        Optional.ofNullable(user).ifPresent(value -> expected.put("user", value));
        assertThat(address.settings()).isEqualTo(expected);
        assertThat(Optional.ofNullable(address.secrets().get("password"))
                        .map(Secret::reveal)
                        .orElse(null))
                .isEqualTo(password);
        assertThat(address.toString()).doesNotContain("c4");
        assertThat(address.redactedUri()).isEqualTo(redacted);
        assertThat(factory.parse(redacted).redactedUri()).isEqualTo(redacted);
    }

    @Test
    void aSeedListIsAskedOfNameServersOnlyWhenConnecting() {
        SourceAddress address =
                factory.parse("mongodb+srv://alice:c4n4ry@cluster0.nowhere.invalid/shop?retryWrites=true&w=majority");
        assertThat(address.settings())
                .isEqualTo(
                        Map.of("srv", "true", "host", "cluster0.nowhere.invalid", "user", "alice", "database", "shop"));
        assertThat(address.redactedUri()).isEqualTo("mongodb+srv://alice@cluster0.nowhere.invalid/shop");
        MongoSettings settings = MongoSettings.of(address.settings());
        assertThat(settings.tls()).isTrue();
        assertThat(settings.authSource()).isEqualTo("admin");
    }

    @Test
    void optionsOfTheListAreTakenInBothSpellings() {
        assertThat(factory.parse(
                                "mongodb://a,b/shop?authSource=users&authMechanism=SCRAM-SHA-256&replicaSet=rs0&ssl=true"
                                        + "&readPreference=secondaryPreferred&appName=me&sample_size=50&connectTimeoutMS=7")
                        .settings())
                .isEqualTo(
                        factory.parse("mongodb://a,b/shop?auth_source=users&AUTHMECHANISM=SCRAM-SHA-256&replica_set=rs0"
                                        + "&tls=true&read_preference=secondaryPreferred&application_name=me&sampleSize=50"
                                        + "&maxPoolSize=900")
                                .settings())
                .containsEntry("auth_source", "users")
                .hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mongodb:",
                "mongodb://",
                "mongodb:///shop",
                "mongodb://c4n4ry:x",
                "mongodb://db1:0/shop",
                "mongodb://db1:99999/shop",
                "mongodb://db1,,db2/shop",
                "mongodb://db1/c4n4ry.x",
                "mongodb://db1/c4n4ry/x",
                "mongodb://alice:c4n4ry/x@db1/shop",
                "mongodb://alice:c4n4ry?x@db1/shop",
                "mongodb://alice:c4n4ry#x@db1/shop",
                "mongodb://alice:12/shop?appName=c4n4ry@db1",
                "mongodb://alice:c4n4ry%zz@db1/shop",
                "mongodb://alice:c4n4ry%c4@db1/shop",
                "mongodb://%2Ftmp%2Fc4n4ry.sock/shop",
                "mongodb+srv://c4n4ry/shop",
                "mongodb+srv://a.b.c4n4ry:27017/shop",
                "mongodb+srv://a.b.c4n4ry,d.e.f/shop",
                "mongodb://a,b/?directConnection=true&appName=c4n4ry",
                "mongodb://db1/?c4n4ry",
                "mongodb://db1/?=c4n4ry",
                "mongodb://db1/?authMechanism=c4n4ry",
                "mongodb://db1/?authMechanism=MONGODB-AWS&appName=c4n4ry",
                "mongodb://db1/?authMechanism=MONGODB-X509&appName=c4n4ry",
                "mongodb://db1/?authMechanism=PLAIN&appName=c4n4ry",
                "mongodb://db1/?authMechanism=GSSAPI&appName=c4n4ry",
                "mongodb://db1/?authMechanism=MONGODB-OIDC&appName=c4n4ry",
                "mongodb://db1/?authMechanismProperties=AWS_SESSION_TOKEN:c4n4ry",
                "mongodb://db1/?proxyHost=c4n4ry",
                "mongodb://db1/?proxyPassword=c4n4ry",
                "mongodb://db1/?proxyUsername=c4n4ry",
                "mongodb://db1/?tlsCertificateKeyFile=c4n4ry",
                "mongodb://db1/?tlsCertificateKeyFilePassword=c4n4ry",
                "mongodb://db1/?tlsCAFile=c4n4ry",
                "mongodb://db1/?tlsInsecure=c4n4ry",
                "mongodb://db1/?tlsAllowInvalidHostnames=c4n4ry",
                "mongodb://db1/?sslInvalidHostNameAllowed=c4n4ry",
                "mongodb://db1/?gssapiServiceName=c4n4ry",
                "mongodb://db1/?srvServiceName=c4n4ry",
                "mongodb://db1/?loadBalanced=c4n4ry",
                "mongodb://db1/?compressors=c4n4ry",
                "mongodb://db1/?password=c4n4ry",
                "mongodb://db1/?host=c4n4ry",
                "mongodb://db1/?user=c4n4ry",
                "mongodb://db1/?tls=c4n4ry",
                "mongodb://db1/?readPreference=c4n4ry",
                "mongodb://db1/?sample_size=c4n4ry",
                "mongodb://db1/?sample_size=0&appName=c4n4ry",
                "mongodb://db1/?replicaSet=c4n4ry%0A",
                "mongodb://db1/?appName=a&appName=c4n4ry",
                "mongodb://db1/shop\nc4n4ry",
                "http://c4n4ry@db1/shop"
            })
    void whatIsNoPlainAddressIsRefusedWithoutRepeatingIt(String uri) {
        assertThatThrownBy(() -> factory.parse(uri))
                .hasMessageNotContaining("c4n4ry")
                .hasNoCause()
                .asInstanceOf(type(InvalidRequestException.class))
                .extracting(InvalidRequestException::code)
                .isEqualTo(ErrorCode.INVALID_URI);
    }

    @Test
    void aRefusedOptionIsNamed() {
        assertThatThrownBy(() -> factory.parse("mongodb://db1/?tlsCAFile=/etc/passwd"))
                .hasMessageContaining("\"tlsCAFile\"")
                .hasMessageContaining("replicaSet");
    }

    @Test
    void settingsAreCheckedAgainOnOpening() {
        assertThatThrownBy(() -> MongoSource.openWith(Map.of("host", "db1", "proxyHost", "c4n4ry")))
                .hasMessageContaining("\"proxyHost\"")
                .hasMessageNotContaining("c4n4ry")
                .asInstanceOf(type(InvalidRequestException.class))
                .extracting(InvalidRequestException::code)
                .isEqualTo(ErrorCode.INVALID_CONFIGURATION);
        assertThatThrownBy(() -> MongoSource.openWith(Map.of("database", "shop")))
                .hasMessageContaining("host");
    }

    @Test
    void aUserWithoutPasswordIsToldSo() {
        try (SourceConnector connector = MongoSource.openWith(Map.of("host", "127.0.0.1", "user", "alice"))) {
            assertThatThrownBy(connector::discover)
                    .hasMessageContaining("password")
                    .asInstanceOf(type(RegistryException.class))
                    .extracting(RegistryException::code)
                    .isEqualTo(ErrorCode.SOURCE_DENIED);
        }
    }

    @Test
    void addressesOfTheOpenSetAreJudgedAsItSays() throws Exception {
        for (JsonNode record : EvaluationData.requireJsonLines("validation/ssrf.open.jsonl")) {
            String uri = record.path("url").asText();
            if (!record.path("kind").asText().equals("source") || !uri.startsWith("mongodb")) {
                continue;
            }
            if (record.path("expect").asText().equals("accept")) {
                assertThat(factory.parse(uri).secrets()).isEmpty();
            } else {
                assertThatThrownBy(() -> factory.parse(uri)).as(uri).isInstanceOf(RegistryException.class);
            }
        }
    }

    /** Whatever is done with such a URI, registering it or connecting in vain, nothing that is shown holds the secret. */
    @Test
    void secretsOfTheOpenSetAppearNowhere() throws Exception {
        int closed = SilentServer.closedPort();
        for (JsonNode record : EvaluationData.requireJsonLines("validation/secrets.open.jsonl")) {
            StringBuilder shown = new StringBuilder();
            try {
                SourceAddress address = factory.parse(record.path("uri").asText());
                shown.append(address).append(address.settings()).append(address.redactedUri());
                record.path("keep")
                        .forEach(kept -> assertThat(address.redactedUri()).contains(kept.asText()));
                shown.append(failureToConnect(address, closed));
            } catch (RegistryException e) {
                shown.append(trace(e));
            }
            record.path("must_not_appear")
                    .forEach(secret -> assertThat(shown.toString())
                            .as(record.path("id").asText())
                            .doesNotContain(secret.asText()));
        }
    }

    private String failureToConnect(SourceAddress address, int port) {
        Map<String, String> settings = new TreeMap<>(address.settings());
        settings.putAll(Map.of(
                "host", "127.0.0.1", "port", Integer.toString(port), "password", "env:P", "connect_timeout", "1"));
        settings.remove("srv");
        Secret secret = address.secrets().getOrDefault("password", Secret.of("none"));
        try (SourceConnector connector = factory.open(new SourceId("shop"), settings, reference -> secret)) {
            return connector + trace(catchThrowableOfType(RegistryException.class, connector::discover));
        }
    }

    private static String trace(Throwable failure) {
        StringWriter out = new StringWriter();
        failure.printStackTrace(new PrintWriter(out));
        return out.toString();
    }
}
