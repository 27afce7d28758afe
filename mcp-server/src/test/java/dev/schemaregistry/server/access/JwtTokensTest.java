package dev.schemaregistry.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.schemaregistry.error.InvalidRequestException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens as an authorization server signs them, and as somebody else would like them to be. */
class JwtTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String ISSUER = "https://login.example/realm";
    private static final URI RESOURCE = URI.create("https://registry.example/mcp");
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    @TempDir
    Path folder;

    private ECKey key;
    private JwtTokens tokens;

    @BeforeEach
    void publishKeys() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        Path file = Files.writeString(folder.resolve("keys.json"), new JWKSet(key.toPublicJWK()).toString());
        tokens = new JwtTokens(new OauthSettings(ISSUER, RESOURCE, file.toUri(), ""), CLOCK);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(RESOURCE.toString())
                .subject("agent-7")
                .expirationTime(Date.from(NOW.plusSeconds(600)))
                .claim("scope", "openid read validate");
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, ACCESS_TOKEN, new ECDSASigner(key), JWSAlgorithm.ES256);
    }

    private static String signed(JWTClaimsSet claims, JOSEObjectType type, JWSSigner signer, JWSAlgorithm algorithm)
            throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID("k1").type(type).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    @Test
    void aTokenForThisServerBringsItsScopes() throws Exception {
        assertThat(tokens.authenticate(signed(claims().build())))
                .contains(new Principal("subject agent-7", Set.of(Scope.READ, Scope.VALIDATE)));
        assertThat(tokens.authenticate(signed(claims().claim("scope", null)
                        .claim("scp", List.of("introspect"))
                        .build())))
                .contains(new Principal("subject agent-7", Set.of(Scope.INTROSPECT)));
    }

    @Test
    void aTokenForSomebodyElseIsNobodys() throws Exception {
        for (JWTClaimsSet wrong : List.of(
                claims().audience("https://other.example/mcp").build(),
                claims().audience((String) null).build(),
                claims().issuer("https://evil.example").build(),
                claims().subject(null).build(),
                claims().expirationTime(null).build(),
                claims().expirationTime(Date.from(NOW.minusSeconds(600))).build(),
                claims().notBeforeTime(Date.from(NOW.plusSeconds(600))).build())) {
            assertThat(tokens.authenticate(signed(wrong))).as(wrong.toString()).isEmpty();
        }
    }

    @Test
    void aTokenThatTheIssuerDidNotSignIsNobodys() throws Exception {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        assertThat(tokens.authenticate(
                        signed(claims().build(), ACCESS_TOKEN, new ECDSASigner(other), JWSAlgorithm.ES256)))
                .isEmpty();
        assertThat(tokens.authenticate(new PlainJWT(claims().build()).serialize()))
                .as("unsigned")
                .isEmpty();
        byte[] published = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        assertThat(tokens.authenticate(
                        signed(claims().build(), ACCESS_TOKEN, new MACSigner(published), JWSAlgorithm.HS256)))
                .as("signed with what is public")
                .isEmpty();
        assertThat(tokens.authenticate(signed(
                        claims().build(), new JOSEObjectType("dpop+jwt"), new ECDSASigner(key), JWSAlgorithm.ES256)))
                .as("a signed text of another kind")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "sra_0000"})
    void whatIsNoTokenIsNobodys(String text) {
        assertThat(tokens.authenticate(text)).isEmpty();
    }

    @Test
    void keysAreFetchedFromTheirAddress() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
            JwtTokens fetching = new JwtTokens(new OauthSettings(ISSUER, RESOURCE, address, "registry:"), CLOCK);
            assertThat(fetching.authenticate(signed(
                            claims().claim("scope", "read registry:validate").build())))
                    .contains(new Principal("subject agent-7", Set.of(Scope.VALIDATE)));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://registry.example/mcp", "ftp://registry.example/", "https://registry.example/#a"})
    void anAddressThatKeepsNothingSafeIsRefused(String resource) {
        URI keys = folder.resolve("keys.json").toUri();
        assertThatThrownBy(() -> new OauthSettings(ISSUER, URI.create(resource), keys, ""))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("https://");
    }
}
