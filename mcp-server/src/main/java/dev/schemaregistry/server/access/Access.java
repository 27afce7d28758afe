package dev.schemaregistry.server.access;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.spi.Secret;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges callers over HTTP by one state of the settings, which {@link #use} exchanges while requests go on. Thread-safe.
 */
public final class Access {
    private final List<Secret> tokens;
    private final Clock clock;
    private @Nullable JwtTokens jwtTokens;
    private volatile State state;

    /**
     * Judges by these.
     *
     * @param tokens which the server was started with; they stay, whatever the settings become
     */
    public Access(List<Secret> tokens, AccessSettings settings, Clock clock) {
        this.tokens = List.copyOf(tokens);
        this.clock = requireNonNull(clock, "clock");
        this.state = state(settings, false, new CallGate(settings.limits()));
    }

    private record State(
            AccessSettings settings, List<Authenticator> authenticators, boolean required, CallGate gate) {}

    /** Judges by other settings from now on; on failure, by those before. */
    public synchronized void use(AccessSettings settings) {
        boolean sameLimits = settings.limits().equals(state.settings().limits());
        CallGate gate = sameLimits ? state.gate() : new CallGate(settings.limits());
        state = state(settings, isRequired(), gate);
    }

    private State state(AccessSettings settings, boolean required, CallGate gate) {
        List<Authenticator> authenticators = new ArrayList<>();
        if (!tokens.isEmpty()) {
            authenticators.add(new SharedTokens(tokens));
        }
        if (!settings.keys().isEmpty()) {
            authenticators.add(new ApiKeys(settings.keys(), clock));
        }
        settings.oauth().ifPresent(oauth -> authenticators.add(tokens(oauth)));
        return new State(settings, List.copyOf(authenticators), required || !authenticators.isEmpty(), gate);
    }

    /** What was learnt of an issuer's keys outlives changes of anything else. */
    private JwtTokens tokens(OauthSettings oauth) {
        JwtTokens kept = jwtTokens;
        if (kept == null || !kept.settings().equals(oauth)) {
            kept = new JwtTokens(oauth, clock);
            jwtTokens = kept;
        }
        return kept;
    }

    /** Whether a caller needs a credential; once so, always so, since taking the last key away must open nothing. */
    public boolean isRequired() {
        return state.required();
    }

    /** Who presents this credential; empty when nobody known. */
    public Optional<Principal> authenticate(String credential) {
        return state.authenticators().stream()
                .flatMap(known -> known.authenticate(credential).stream())
                .findFirst();
    }

    /** What keeps principals to their limits. */
    public CallGate gate() {
        return state.gate();
    }

    /** What a client must know to get an access token, when such are taken. */
    public Optional<OauthSettings> oauth() {
        return state.settings().oauth();
    }
}
