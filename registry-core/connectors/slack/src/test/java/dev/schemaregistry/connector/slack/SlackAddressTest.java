package dev.schemaregistry.connector.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackAddressTest {
    private final SlackConnectorFactory factory = new SlackConnectorFactory();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    slack://acme, acme, -
                    SLACK://acme/, acme, -
                    slack://acme.slack.com, acme.slack.com, -
                    slack://T012ABC, T012ABC, -
                    slack://xoxb-1-c4n4ry@acme, acme, xoxb-1-c4n4ry
                    slack://xoxe.xoxp-1-c4n4ry@acme/, acme, xoxe.xoxp-1-c4n4ry
                    slack://xoxb%2D1-c4n4ry@acme, acme, xoxb-1-c4n4ry
                    slack://acme?token=xoxb-1-c4n4ry, acme, xoxb-1-c4n4ry
                    slack://acme?TOKEN=xoxb-1-c4n4ry, acme, xoxb-1-c4n4ry
                    """)
    void addressesAreTakenApart(String uri, String workspace, String token) {
        SourceAddress address = factory.parse(uri);
        assertThat(address.settings()).isEqualTo(Map.of("workspace", workspace));
        assertThat(Optional.ofNullable(address.secrets().get("token"))
                        .map(Secret::reveal)
                        .orElse(null))
                .isEqualTo(token);
        assertThat(address.toString()).doesNotContain("c4n4ry");
        assertThat(address.redactedUri()).isEqualTo("slack://" + workspace);
    }

    @Test
    void propertiesOfTheListAreTaken() {
        String uri =
                "slack://acme?page_size=50&request_timeout=2000&rate_limit_wait=9&endpoint=https://slack-gov.com/api";
        SourceAddress address = factory.parse(uri);
        Map<String, String> settings = new HashMap<>(address.settings());
        settings.put("token", "env:SLACK_TOKEN");
        SlackSettings read = SlackSettings.of(settings);
        assertThat(read.pageSize()).isEqualTo(50);
        assertThat(read.requestTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(read.rateLimitWait()).isEqualTo(Duration.ofSeconds(9));
        assertThat(read.endpoint()).hasToString("https://slack-gov.com/api/");
        assertThat(read.isLocal()).isFalse();
        assertThat(factory.parse(address.redactedUri())).isEqualTo(address);
    }

    @Test
    void withoutPropertiesItIsSlackItself() {
        SlackSettings read = SlackSettings.of(Map.of("workspace", "acme", "token", "env:SLACK_TOKEN"));
        assertThat(read.endpoint()).hasToString("https://slack.com/api/");
        // Two calls to a silent server must fit into the patience of the connector contract.
        assertThat(read.requestTimeout()).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "slack:",
                "slack:acme",
                "slack://",
                "slack:///c4n4ry",
                "slack://acme/xoxb-c4n4ry",
                "slack://xoxb-1-c4n4ry",
                "slack://XOXB-1-c4n4ry",
                "slack://xapp-1-c4n4ry",
                "slack://xoxe.xoxb-1-c4n4ry",
                "slack://acme:443",
                "slack://acme#xoxb-c4n4ry",
                "slack://me:xoxb-c4n4ry@acme",
                "slack://xoxb-c4n4ry@x@acme",
                "slack://xoxb-c4n4ry/@acme",
                "slack://xoxb-c4n4ry?x@acme",
                "slack://xoxb-c4n4ry%zz@acme",
                "slack://xoxb-c4n4ry%0a@acme",
                "slack://xoxb-c4n4ry@acme?token=xoxb-c4n4ry",
                "slack://acme?xoxb-c4n4ry",
                "slack://acme?=xoxb-c4n4ry",
                "slack://acme?workspace=xoxb-c4n4ry",
                "slack://acme?page_size=xoxb-c4n4ry",
                "slack://acme?page_size=0",
                "slack://acme?page_size=1000",
                "slack://acme?request_timeout=0",
                "slack://acme?proxy=c4n4ry",
                "slack://acme?endpoint=http://slack.com/api/",
                "slack://acme?endpoint=http://127.0.0.1.evil.example/api/",
                "slack://acme?endpoint=http://localhost.evil.example/api/",
                "slack://acme?endpoint=http://10.0.0.7/api/",
                "slack://acme?endpoint=file:///etc/passwd",
                "slack://acme?endpoint=https:///api/",
                "slack://acme?endpoint=https://slack.com/api/%3Ftoken=xoxb-c4n4ry",
                "slack://acme?endpoint=https://slack.com/xoxb-c4n4ry/",
                "slack://acme?endpoint=https://c4n4ry%40slack.com/api/",
                "https://slack.com/api/conversations.list?token=xoxb-c4n4ry",
                "https://xoxb-c4n4ry@slack.com/api/",
                "https://acme.slack.com/?token=c4n4ry",
            })
    void othersAreRefusedWithoutRepeatingThem(String uri) {
        InvalidRequestException refusal = catchThrowableOfType(InvalidRequestException.class, () -> factory.parse(uri));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_URI);
        assertThat(stackTrace(refusal)).doesNotContain("c4n4ry");
    }

    @ParameterizedTest
    @CsvSource({
        "token, xoxb-1-c4n4ry",
        "token, xapp-1-c4n4ry",
        "workspace, xoxp-1-c4n4ry",
        "endpoint, http://slack.com/api/",
        "page_size, many",
        "proxy, c4n4ry",
    })
    void settingsThatAreNotAllowedAreRefused(String name, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("workspace", "acme", "token", "env:SLACK_TOKEN"));
        settings.put(name, value);
        InvalidRequestException refusal = catchThrowableOfType(
                InvalidRequestException.class, () -> factory.open(new SourceId("chat"), settings, Secret::of));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION);
        assertThat(refusal.getMessage()).contains(name).doesNotContain("c4n4ry");
    }

    @Test
    void withoutATokenNothingIsOpened() {
        assertThatThrownBy(() -> factory.open(new SourceId("chat"), Map.of("workspace", "acme"), Secret::of))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("names no token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1/api",
                "http://127.0.0.1:1/api/",
                "http://127.9.9.9/api/",
                "http://[::1]:1/api/"
            })
    void aProgramOnThisMachineMayStandInForSlack(String endpoint) {
        Map<String, String> settings = Map.of("workspace", "acme", "token", "env:T", "endpoint", endpoint);
        assertThat(SlackSettings.of(settings).isLocal()).isTrue();
    }

    @Test
    void secretsOfTheEvaluationSetStayInside() throws Exception {
        int seen = 0;
        for (JsonNode example : EvaluationData.requireJsonLines("validation/secrets.open.jsonl")) {
            if (example.get("category").asText().equals("slack")) {
                seen++;
                String shown = registered(example.get("uri").asText());
                example.get("must_not_appear")
                        .forEach(secret -> assertThat(shown).doesNotContain(secret.asText()));
                example.get("keep").forEach(kept -> assertThat(shown).contains(kept.asText()));
            }
        }
        assertThat(seen).isPositive();
    }

    /** Everything that a registration and a reading of a source that is not there show. */
    private String registered(String uri) throws Exception {
        try {
            SourceAddress address = factory.parse(uri);
            Map<String, String> settings = new HashMap<>(address.settings());
            settings.put("token", "env:SLACK_TOKEN");
            settings.put("endpoint", "http://127.0.0.1:" + SilentServer.closedPort() + "/api/");
            Secret token = Optional.ofNullable(address.secrets().get("token")).orElseThrow();
            try (SourceConnector connector = factory.open(new SourceId("chat"), settings, reference -> token)) {
                RegistryException failure = catchThrowableOfType(RegistryException.class, connector::discover);
                return address + stackTrace(failure);
            }
        } catch (InvalidRequestException refusal) {
            return stackTrace(refusal);
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
