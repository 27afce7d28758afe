package dev.schemaregistry.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.testkit.EvaluationData;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where events may be sent, and where a socket may go. */
class WebhookTargetTest {
    /** As if every name were somebody's on the Internet; addresses are themselves. */
    private static List<InetAddress> outside(String host) throws UnknownHostException {
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        return List.of(InetAddress.getByName(literal ? host : "93.184.216.34"));
    }

    private static void check(String url) {
        assertThat(WebhookTarget.check(url, WebhookTargetTest::outside).addresses())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/x",
                "https://hooks.example.com:8443/x?team=a",
                "HTTPS://Hooks.Example.COM/",
                "http://hooks.example.com/x",
                "https://93.184.216.34/x",
                "https://[2606:4700:4700::1111]/x",
                "https://[64:ff9b::5db8:d822]/x",
                "https://10.example.com/",
                "https://0x7f.example/"
            })
    void aPublicAddressIsTaken(String url) {
        assertThatCode(() -> check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "http://LocalHost./",
                "http://a.localhost/",
                "http://127.0.0.1/",
                "http://127.1/",
                "http://0/",
                "http://0x7f000001/",
                "http://0x7F.1/",
                "http://017700000001/",
                "http://2130706433/",
                "http://127.0.0.01/",
                "http://127.0.0.1./",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://[fe80::1]/",
                "http://[fe80::1%25eth0]/",
                "http://[fc00::1]/",
                "http://[fd00:ec2::254]/",
                "http://[ff02::1]/",
                "http://[2001:0:7f00:1::]/",
                "http://169.254.169.254/",
                "http://100.100.100.200/",
                "http://10.0.0.1/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.1.1/",
                "http://100.64.0.1/",
                "http://198.18.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://metadata/",
                "http://instance-data/",
                "http://metadata.google.internal/",
                "http://169.254.169.254.nip.io/",
                "http://printer.local/",
                "http://db.corp/",
                "http://%31%32%37.0.0.1/",
                "http://\uFF11\uFF12\uFF17.0.0.1/",
                "ftp://a.example/",
                "gopher://a.example/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "//a.example/",
                "a.example",
                "",
                "https://",
                "https:///x",
                "http://user@a.example/",
                "http://a.example@127.0.0.1/",
                "http://a.example#@127.0.0.1/",
                "http://a.example:-1/",
                "http://a.example:0/",
                "http://a.example:65536/",
                "http://a.example/\r\nX: y",
                "http://a.example\\@127.0.0.1/",
                "http://a .example/",
                "http://a_b.example/"
            })
    void anyOtherIsRefused(String url) {
        assertThatThrownBy(() -> check(url))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("not usable")
                .hasMessageContaining("https://hooks.example.com/x");
    }

    @Test
    void oneInnerAddressAmongSeveralIsEnoughToRefuse() {
        HostResolver both = host -> List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.7"));
        assertThatThrownBy(() -> WebhookTarget.check("https://two.example/", both))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("private network");
    }

    @Test
    void aNameThatLeadsInsideOnlyLaterIsCaughtWhereTheSocketConnects() throws Exception {
        WebhookTarget.check("https://rebinding.example/", WebhookTargetTest::outside);
        try (Socket socket = new CheckedSocketFactory(TargetRule.OUTSIDE).createSocket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), 100))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("this machine itself");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "10.0.0.1, true",
        "192.168.0.1, true",
        "::1, true",
        "93.184.216.34, true",
        "fd12::1, true",
        "169.254.169.254, false",
        "168.63.129.16, false",
        "64:ff9b:1::a9fe:a9fe, false",
        "::ffff:0:169.254.169.254, false",
        "fe80::1, false",
        "fd00:ec2::254, false",
        "100.100.100.200, false",
        "0.0.0.0, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "64:ff9b::a9fe:a9fe, false",
        "::169.254.169.254, false"
    })
    void aSourceMayBeInsideButNotWhereNoDatabaseIs(String address, boolean allowed) throws Exception {
        assertThat(TargetRule.ANYWHERE_USUAL
                        .findObjection(InetAddress.getByName(address))
                        .isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void theOpenSetIsJudgedAsItSays() throws Exception {
        for (JsonNode line : EvaluationData.requireJsonLines("validation/ssrf.open.jsonl")) {
            if (line.path("kind").asText().equals("webhook")) {
                String url = line.path("url").asText();
                boolean accepted = accepts(url);
                assertThat(accepted)
                        .as("%s %s", line.path("id").asText(), url)
                        .isEqualTo(line.path("expect").asText().equals("accept"));
            }
        }
    }

    private static boolean accepts(String url) {
        try {
            check(url);
            return true;
        } catch (InvalidRequestException refused) {
            return false;
        }
    }
}
