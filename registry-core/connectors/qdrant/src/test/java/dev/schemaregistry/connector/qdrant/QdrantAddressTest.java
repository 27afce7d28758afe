package dev.schemaregistry.connector.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.EvaluationData;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QdrantAddressTest {
    private final QdrantConnectorFactory factory = new QdrantConnectorFactory();

    @ParameterizedTest
    @CsvSource({
        "qdrant://q1, qdrant://q1:6334, false",
        "qdrant://q1:7000, qdrant://q1:7000, false",
        "QDRANT://q1/, qdrant://q1:6334, false",
        "qdrants://q1.example.org, qdrants://q1.example.org:6334, true",
        "qdrant://[::1]:6334, qdrant://[::1]:6334, false",
        "http://q1, qdrant://q1:6334, false",
        "http://q1:6333/, qdrant://q1:6334, false",
        "http://q1:6334, qdrant://q1:6334, false",
        "https://q1:6333, qdrants://q1:6334, true"
    })
    void placesAreFound(String uri, String redacted, boolean tls) {
        SourceAddress address = factory.parse(uri);
        assertThat(address.redactedUri()).isEqualTo(redacted);
        assertThat(QdrantSettings.of(address.settings()).tls()).isEqualTo(tls);
        assertThat(address.secrets()).isEmpty();
        assertThat(factory.parse(address.redactedUri()).settings()).isEqualTo(address.settings());
    }

    @Test
    void onlyItsOwnSchemesLeadHereWithoutATypeBeingGiven() {
        assertThat(factory.schemes()).containsExactlyInAnyOrder("qdrant", "qdrants");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qdrant://k%2Fy%40%3A+@q1:6334",
                "qdrant://:k%2Fy%40%3A+@q1:6334",
                "qdrant://q1:6334?api_key=k%2Fy%40%3A+",
                "qdrant://q1:6334/?API-KEY=k%2Fy%40%3A+",
                "qdrant://q1?apiKey=k%2Fy%40%3A+",
                "http://q1:6333/?api_key=k%2Fy%40%3A+",
                "http://k%2Fy%40%3A+@q1:6333"
            })
    void aKeyIsTakenOut(String uri) {
        SourceAddress address = factory.parse(uri);
        assertThat(address.secrets()).containsOnlyKeys("api_key");
        assertThat(address.secrets().get("api_key").reveal()).isEqualTo("k/y@:+");
        assertThat(address.redactedUri()).isEqualTo("qdrant://q1:6334");
        assertThat(address.settings()).isEqualTo(Map.of("host", "q1", "port", "6334"));
        assertThat(address.toString()).doesNotContain("k/y", "k%2F");
    }

    @Test
    void optionsAndACollectionMayStandInTheUri() {
        SourceAddress address = factory.parse("qdrant://q1/shop%20a*?sample_size=7&query_timeout=90");
        assertThat(address.settings())
                .isEqualTo(Map.of(
                        "host", "q1",
                        "port", "6334",
                        "collection", "shop a*",
                        "sample_size", "7",
                        "query_timeout", "90"));
        assertThat(address.redactedUri()).isEqualTo("qdrant://q1:6334/shop%20a*");
        QdrantSettings settings = QdrantSettings.of(address.settings());
        assertThat(settings.wants("shop ab")).isTrue();
        assertThat(settings.wants("shop")).isFalse();
    }

    @Test
    void oneCollectionIsOneCollection() {
        QdrantSettings settings =
                QdrantSettings.of(factory.parse("qdrant://q1/shop").settings());
        assertThat(settings.wants("shop")).isTrue();
        assertThat(settings.wants("shop2")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "qdrant:",
                "qdrant://",
                "qdrant:///c4n4ry",
                "qdrant://c4n4ry@",
                "qdrant://user:c4n4ry@q1",
                "qdrant://c4n4ry@other@q1",
                "qdrant://c4n4ry/x@q1",
                "qdrant://c4n4ry@q1?api_key=c4n4ry2",
                "qdrant://q1?api_key=c4n4ry&api-key=c4n4ry",
                "qdrant://q1?token=c4n4ry",
                "qdrant://q1?c4n4ry",
                "qdrant://q1?c4n4ry=1",
                "qdrant://q1?sample_size=c4n4ry",
                "qdrant://q1?host=c4n4ry",
                "qdrant://q1?tls=c4n4ry",
                "qdrant://q1/a/c4n4ry",
                "qdrant://q1/a%00c4n4ry",
                "qdrant://q1/*c4n4ry",
                "qdrant://q1:c4n4ry",
                "qdrant://q1:0",
                "qdrant://q1:99999",
                "qdrant://q1,c4n4ry:6334",
                "qdrant://q1#c4n4ry",
                "qdrant://%c4n4ry",
                "qdrant://q1?api_key=%ffc4n4ry",
                "qdrant://169.254.169.254",
                "qdrant://2852039166",
                "qdrant://169.16689662",
                "qdrant://[fe80::1]",
                "qdrant://[::ffff:169.254.169.254]",
                "http://q1:8080?api_key=c4n4ry",
                "http://q1:6333/collections",
                "http://169.254.169.254:6333/",
                "grpc://c4n4ry@q1",
                "postgresql://c4n4ry@q1/db",
                "q1:6334"
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
    void unknownSettingsAreRefusedByName() {
        assertThatThrownBy(() -> open(Map.of("host", "q1", "proxy", "c4n4ry")))
                .hasMessageContaining("\"proxy\"")
                .hasMessageNotContaining("c4n4ry")
                .asInstanceOf(type(InvalidRequestException.class))
                .extracting(InvalidRequestException::code)
                .isEqualTo(ErrorCode.INVALID_CONFIGURATION);
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("host");
    }

    @ParameterizedTest
    @CsvSource({"localhost, true", "127.0.0.1, true", "::1, true", "qdrant, false", "10.0.0.1, false"})
    void loopbackIsToldByTheName(String host, boolean loopback) {
        assertThat(QdrantSettings.of(Map.of("host", host)).isLoopback()).isEqualTo(loopback);
    }

    @Test
    void secretsOfTheOpenSetAreNowhereInAnAddressOrAnError() throws Exception {
        for (JsonNode entry : EvaluationData.requireJsonLines("validation/secrets.open.jsonl")) {
            String shown = shown(entry.path("uri").asText());
            entry.path("must_not_appear").forEach(secret -> assertThat(shown).doesNotContain(secret.asText()));
        }
    }

    private String shown(String uri) {
        try {
            return factory.parse(uri).toString();
        } catch (InvalidRequestException e) {
            assertThat(e.getCause()).isNull();
            return e.toString();
        }
    }

    private SourceConnector open(Map<String, String> settings) {
        return factory.open(new SourceId("library"), settings, reference -> Secret.of("unused"));
    }
}
