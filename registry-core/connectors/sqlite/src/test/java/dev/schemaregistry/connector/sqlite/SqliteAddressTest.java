package dev.schemaregistry.connector.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteAddressTest {
    private final SqliteConnectorFactory factory = new SqliteConnectorFactory();

    @ParameterizedTest
    @CsvSource({
        "sqlite:///srv/shop.db, /srv/shop.db",
        "sqlite:////srv/shop.db, /srv/shop.db",
        "sqlite:/srv/shop.db, /srv/shop.db",
        "SQLITE:/srv/shop.db, /srv/shop.db",
        "sqlite:///srv/my%20shop%3f.db, /srv/my shop?.db",
        "sqlite:///srv/a+b.db, /srv/a+b.db",
        "file:/srv/shop.db, /srv/shop.db",
        "file:///srv/shop.db?mode=ro, /srv/shop.db",
        "jdbc:sqlite:/srv/shop.db, /srv/shop.db",
        "jdbc:sqlite:file:/srv/shop.db, /srv/shop.db",
        "sqlite:///srv/x/../shop.db, /srv/shop.db"
    })
    void pathsAreFound(String uri, String path) {
        SourceAddress address = factory.parse(uri);
        assertThat(address.settings()).isEqualTo(Map.of("path", path));
        assertThat(address.secrets()).isEmpty();
        assertThat(factory.parse(address.redactedUri()).settings()).isEqualTo(address.settings());
    }

    @Test
    void aRelativePathIsBelowTheWorkingFolder() {
        assertThat(factory.parse("sqlite:data/shop.db").settings())
                .containsEntry("path", Path.of("data/shop.db").toAbsolutePath().toString());
    }

    @Test
    void timeoutsMayStandInTheUri() {
        assertThat(factory.parse("sqlite:///srv/shop.db?busy_timeout=10&query_timeout=20")
                        .settings())
                .isEqualTo(Map.of("path", "/srv/shop.db", "busy_timeout", "10", "query_timeout", "20"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sqlite:",
                "sqlite://",
                "sqlite::memory:",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:",
                "jdbc:sqlite::resource:http://c4n4ry.example/x",
                "sqlite://c4n4ry@host/shop.db",
                "sqlite://user:c4n4ry@/shop.db",
                "sqlite:///srv/shop.db?key=c4n4ry",
                "sqlite:///srv/shop.db?mode=rwc",
                "sqlite:///srv/shop.db?c4n4ry",
                "sqlite:///srv/shop.db?busy_timeout=c4n4ry",
                "sqlite:///srv/shop.db?vfs=unix-none",
                "sqlite:///srv/shop.db?cache=shared",
                "sqlite:///srv/shop.db#c4n4ry",
                "sqlite:///srv/%c4n4ry",
                "sqlite:///srv/%00c4n4ry",
                "jdbc:sqlite:/etc/passwd",
                "sqlite:///proc/self/environ",
                "sqlite:///srv/../dev/stdin",
                "postgresql://c4n4ry@host/db",
                "jdbc:h2:mem:c4n4ry"
            })
    void whatIsNoPlainFileIsRefusedWithoutRepeatingIt(String uri) {
        assertThatThrownBy(() -> factory.parse(uri))
                .hasMessageNotContaining("c4n4ry")
                .hasNoCause()
                .asInstanceOf(type(InvalidRequestException.class))
                .extracting(InvalidRequestException::code)
                .isEqualTo(ErrorCode.INVALID_URI);
    }

    @Test
    void unknownSettingsAreRefusedByName() {
        assertThatThrownBy(() -> open(Map.of("path", "/srv/shop.db", "mode", "rw")))
                .hasMessageContaining("\"mode\"")
                .asInstanceOf(type(InvalidRequestException.class))
                .extracting(InvalidRequestException::code)
                .isEqualTo(ErrorCode.INVALID_CONFIGURATION);
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("path");
    }

    @Test
    void addressesOfTheOpenSetAreJudgedAsItSays() throws Exception {
        for (JsonNode record : EvaluationData.requireJsonLines("validation/ssrf.open.jsonl")) {
            String uri = record.path("url").asText();
            if (record.path("kind").asText().equals("source") && uri.contains("sqlite")) {
                assertThatThrownBy(() -> factory.parse(uri)).as(uri).isInstanceOf(RegistryException.class);
            }
        }
    }

    private SourceConnector open(Map<String, String> settings) {
        return factory.open(new SourceId("shop"), settings, reference -> Secret.of("unused"));
    }
}
