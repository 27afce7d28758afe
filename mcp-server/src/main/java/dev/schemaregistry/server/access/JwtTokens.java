package dev.schemaregistry.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens of an OAuth 2.1 authorization server (RFC 9068). Taken are only those that it signed with a public-key algorithm, that
 * are made out to this server and have not expired; anything else, whatever is wrong with it, is nobody's.
 */
final class JwtTokens implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(JwtTokens.class);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final int PATIENCE_MILLIS = 3_000;
    private static final int MOST_BYTES = 256 * 1024;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final OauthSettings settings;

    /** @throws InvalidRequestException when a file with keys can't be read */
    JwtTokens(OauthSettings settings, Clock clock) {
        this.settings = settings;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(settings)));
        processor.setJWTClaimsSetVerifier(new Claims(settings, clock));
    }

    OauthSettings settings() {
        return settings;
    }

    private static JWKSource<SecurityContext> keys(OauthSettings settings) {
        try {
            if ("file".equals(settings.keys().getScheme())) {
                return new ImmutableJWKSet<>(JWKSet.load(new File(settings.keys())));
            }
            return JWKSourceBuilder.create(
                            settings.keys().toURL(),
                            new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, MOST_BYTES))
                    .retrying(true)
                    .build();
        } catch (MalformedURLException | IllegalArgumentException malformed) {
            throw unusable("is no address", malformed);
        } catch (IOException | ParseException unreadable) {
            throw unusable("can't be read as a JWK set (RFC 7517)", unreadable);
        }
    }

    private static InvalidRequestException unusable(String why, Exception cause) {
        return new InvalidRequestException(
                ErrorCode.INVALID_CONFIGURATION, "access.oauth.keys " + why + "; give https://… or file:///…", cause);
    }

    @Override
    public Optional<Principal> authenticate(String credential) {
        try {
            JWTClaimsSet claims = processor.process(credential, null);
            return Optional.of(new Principal("subject " + claims.getSubject(), scopes(claims)));
        } catch (ParseException notOne) {
            return Optional.empty();
        } catch (BadJOSEException refused) {
            LOG.debug("an access token was refused: {}", refused.getMessage());
            return Optional.empty();
        } catch (JOSEException unreachable) {
            LOG.warn("access tokens can't be checked: {}", unreachable.getMessage());
            return Optional.empty();
        }
    }

    /** Words that are not ours are somebody else's business. */
    private Set<Scope> scopes(JWTClaimsSet claims) throws ParseException {
        Set<String> words = new HashSet<>(claimed(claims, "scope"));
        words.addAll(claimed(claims, "scp"));
        return Arrays.stream(Scope.values())
                .filter(scope -> words.contains(settings.scopePrefix() + scope.word()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> claimed(JWTClaimsSet claims, String name) throws ParseException {
        Object value = claims.getClaim(name);
        if (value instanceof String text) {
            return List.of(text.split(" "));
        }
        return value == null ? List.of() : claims.getStringListClaim(name);
    }

    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final Clock clock;

        Claims(OauthSettings settings, Clock clock) {
            super(
                    settings.resource().toString(),
                    new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                    Set.of("sub", "exp"));
            this.clock = clock;
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
