package dev.schemaregistry.connector.postgres;

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

class PostgresAddressTest {
    private final PostgresConnectorFactory factory = new PostgresConnectorFactory();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    postgresql://db1/shop | db1 | 5432 | shop | - | -
                    postgres://db1:5433/shop | db1 | 5433 | shop | - | -
                    POSTGRESQL://db1/shop | db1 | 5432 | shop | - | -
                    jdbc:postgresql://db1:5432/shop?user=alice | db1 | 5432 | shop | alice | -
                    postgresql://alice@db1/shop | db1 | 5432 | shop | alice | -
                    postgresql://alice:c4n4ry@db1/shop | db1 | 5432 | shop | alice | c4n4ry
                    postgresql://al%40ce:c4%2Fn4%3Fr%23y@db1/shop | db1 | 5432 | shop | al@ce | c4/n4?r#y
                    postgresql://alice:c4n4ry:with:colons@db1/shop | db1 | 5432 | shop | alice | c4n4ry:with:colons
                    postgresql://alice:c4n4ry@with@at@db1/shop | db1 | 5432 | shop | alice | c4n4ry@with@at
                    postgresql://:c4n4ry@db1/shop | db1 | 5432 | shop | - | c4n4ry
                    postgresql://db1/shop?password=c4n4ry | db1 | 5432 | shop | - | c4n4ry
                    postgresql://db1/shop?PASSWORD=c4n4ry | db1 | 5432 | shop | - | c4n4ry
                    postgresql://db1/shop?password=c4%2Bn4ry+x | db1 | 5432 | shop | - | c4+n4ry+x
                    jdbc:postgresql://db1/shop?password=c4%2Bn4ry | db1 | 5432 | shop | - | c4+n4ry
                    postgresql://alice:c4n4ry@[::1]:5432/shop | ::1 | 5432 | shop | alice | c4n4ry
                    postgresql://10.0.0.7/shop | 10.0.0.7 | 5432 | shop | - | -
                    postgresql://my_db.internal/sh%20op | my_db.internal | 5432 | sh op | - | -
                    """)
    void addressesAreTakenApart(String uri, String host, String port, String database, String user, String password) {
        SourceAddress address = factory.parse(uri);
        Map<String, String> expected = new TreeMap<>(Map.of("host", host, "port", port, "database", database));
        if (user != null) {
            expected.put("user", user);
        }
        assertThat(address.settings()).isEqualTo(expected);
        assertThat(Optional.ofNullable(address.secrets().get("password"))
                        .map(Secret::reveal)
                        .orElse(null))
                .isEqualTo(password);
        assertThat(address.toString()).doesNotContain("c4");
        assertThat(factory.parse(address.redactedUri()).settings()).isEqualTo(address.settings());
    }

    @Test
    void propertiesOfTheListAreTakenInBothSpellings() {
        assertThat(factory.parse("postgresql://db1/shop?sslmode=verify-full&connect_timeout=5&channel_binding=require"
                                + "&statement_timeout=100&lock_timeout=50&application_name=me&default_namespace=sales")
                        .settings())
                .isEqualTo(factory.parse("jdbc:postgresql://db1/shop?sslmode=verify-full&connectTimeout=5"
                                + "&channelBinding=require&statement_timeout=100&lock_timeout=50&ApplicationName=me"
                                + "&default_namespace=sales")
                        .settings())
                .hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "postgresql:",
                "postgresql:shop",
                "postgresql://",
                "postgresql:///shop",
                "postgresql://c4n4ry",
                "postgresql://db1/",
                "postgresql://db1:0/shop",
                "postgresql://db1:99999/shop",
                "postgresql://db1:-1/shop",
                "postgresql://alice:c4n4ry/x@db1/shop",
                "postgresql://alice:c4n4ry?x@db1/shop",
                "postgresql://alice:c4n4ry#x@db1/shop",
                "postgresql://alice:12?c4n4ry=x@db1/shop",
                "postgresql://alice:12/c4n4ry@db1/shop",
                "postgresql://alice:12/shop?application_name=c4n4ry@db1",
                "postgresql://alice:c4n4ry%zz@db1/shop",
                "postgresql://alice:c4n4ry%c4@db1/shop",
                "postgresql://alice:c4n4ry@db1,db2/shop",
                "postgresql://alice:c4n4ry@%2Fvar%2Frun/shop",
                "postgresql://alice:c4n4ry@db1/shop?password=c4n4ry",
                "postgresql://alice@db1/shop?user=c4n4ry",
                "postgresql://db1/shop?c4n4ry",
                "postgresql://db1/shop?=c4n4ry",
                "postgresql://db1/shop?sslpassword=c4n4ry",
                "postgresql://db1/shop?sslmode=c4n4ry",
                "postgresql://db1/shop?connect_timeout=c4n4ry",
                "postgresql://db1/shop?options=-c%20c4n4ry",
                "postgresql://db1/shop?socketFactory=c4n4ry",
                "postgresql://db1/shop?socketFactoryArg=c4n4ry",
                "postgresql://db1/shop?sslfactory=c4n4ry",
                "postgresql://db1/shop?sslkey=c4n4ry",
                "postgresql://db1/shop?sslrootcert=c4n4ry",
                "postgresql://db1/shop?loggerFile=c4n4ry",
                "postgresql://db1/shop?loggerLevel=c4n4ry",
                "postgresql://db1/shop?readOnlyMode=c4n4ry",
                "postgresql://db1/shop?service=c4n4ry",
                "postgresql://db1/shop?passfile=c4n4ry",
                "postgresql://db1/shop?host=c4n4ry",
                "postgresql://db1/shop?authenticationPluginClassName=c4n4ry",
                "postgresql://db1/sh%00op",
                "postgresql://db1/shop\nc4n4ry",
                "jdbc:postgresql:shop",
                "mysql://c4n4ry@db1/shop",
                "jdbc:h2:mem:x;INIT=c4n4ry"
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
    void aRefusedPropertyIsNamed() {
        assertThatThrownBy(() -> factory.parse("postgresql://db1/shop?loggerFile=/tmp/x"))
                .hasMessageContaining("\"loggerFile\"")
                .hasMessageContaining("sslmode");
    }

    @Test
    void settingsAreCheckedAgainOnOpening() {
        assertThatThrownBy(() -> open(Map.of("host", "db1", "database", "shop", "options", "-c c4n4ry")))
                .hasMessageContaining("\"options\"")
                .hasMessageNotContaining("c4n4ry")
                .asInstanceOf(type(InvalidRequestException.class))
                .extracting(InvalidRequestException::code)
                .isEqualTo(ErrorCode.INVALID_CONFIGURATION);
        assertThatThrownBy(() -> open(Map.of("host", "db1"))).hasMessageContaining("database");
        assertThatThrownBy(() -> open(Map.of("host", "db1?x=y", "database", "shop")))
                .hasMessageContaining("host");
    }

    @Test
    void addressesOfTheOpenSetAreJudgedAsItSays() throws Exception {
        for (JsonNode record : EvaluationData.requireJsonLines("validation/ssrf.open.jsonl")) {
            String uri = record.path("url").asText();
            if (!record.path("kind").asText().equals("source") || !uri.contains("postgresql")) {
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
        settings.put("host", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("password", "env:SHOP_PASSWORD");
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

    private SourceConnector open(Map<String, String> settings) {
        return factory.open(new SourceId("shop"), settings, reference -> Secret.of("unused"));
    }
}
