package dev.schemaregistry.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.spi.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is known by what, and for how long. */
class AccessTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static AccessSettings with(ApiKey... keys) {
        return new AccessSettings(List.of(keys), Optional.empty(), CallLimits.DEFAULT, Optional.empty());
    }

    @Test
    void aKeyIsKnownByItsHashAndBringsItsScopes() {
        NewApiKey made = NewApiKey.make("planner", Set.of(Scope.READ, Scope.VALIDATE), Optional.empty());
        Access access = new Access(List.of(), with(made.kept()), CLOCK);
        Principal caller = access.authenticate(made.text().reveal()).orElseThrow();
        assertThat(caller).isEqualTo(new Principal("key planner", EnumSet.of(Scope.READ, Scope.VALIDATE)));
        assertThat(caller.may(Scope.INTROSPECT)).isFalse();
        assertThat(access.authenticate(made.text().reveal() + "x")).isEmpty();
        assertThat(access.authenticate(made.kept().sha256()))
                .as("the hash opens nothing")
                .isEmpty();
        assertThat(made.toString()).doesNotContain(made.text().reveal());
    }

    @Test
    void noTwoKeysAreAlike() {
        Set<String> made = new java.util.HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            made.add(NewApiKey.make("k", Set.of(Scope.READ), Optional.empty())
                    .text()
                    .reveal());
        }
        assertThat(made).hasSize(1_000).allMatch(key -> key.matches("sra_[A-Za-z0-9_-]{43}"));
    }

    @Test
    void aKeyThatExpiredIsNobodys() {
        NewApiKey yesterday = NewApiKey.make("a", Set.of(Scope.READ), Optional.of(NOW));
        NewApiKey soon = NewApiKey.make("b", Set.of(Scope.READ), Optional.of(NOW.plusSeconds(1)));
        Access access = new Access(List.of(), with(yesterday.kept(), soon.kept()), CLOCK);
        assertThat(access.authenticate(yesterday.text().reveal())).isEmpty();
        assertThat(access.authenticate(soon.text().reveal())).isPresent();
    }

    @Test
    void aKeyThatWasTakenAwayIsNobodysAtOnceAndTheDoorStaysShut() {
        NewApiKey made = NewApiKey.make("planner", Set.of(Scope.READ), Optional.empty());
        Access access = new Access(List.of(), with(made.kept()), CLOCK);
        access.use(AccessSettings.DEFAULT);
        assertThat(access.authenticate(made.text().reveal())).isEmpty();
        assertThat(access.isRequired())
                .as("taking the last key away opens nothing")
                .isTrue();
    }

    @Test
    void tokensOfTheStartMayEverything() {
        Access access = new Access(List.of(Secret.of("one"), Secret.of("two")), AccessSettings.DEFAULT, CLOCK);
        assertThat(access.authenticate("two").orElseThrow().name()).isEqualTo("token 2");
        assertThat(access.authenticate("one").orElseThrow().may(Scope.ADMIN)).isTrue();
        assertThat(access.authenticate("on")).isEmpty();
    }

    @Test
    void whereNothingIsSetUpNobodyNeedsAnything() {
        assertThat(new Access(List.of(), AccessSettings.DEFAULT, CLOCK).isRequired())
                .isFalse();
    }

    @Test
    void onlyAdminIncludesOthers() {
        for (Scope held : Scope.values()) {
            for (Scope needed : Scope.values()) {
                assertThat(new Principal("x", Set.of(held)).may(needed))
                        .isEqualTo(held == needed || held == Scope.ADMIN);
            }
        }
    }

    @Test
    void aPrincipalIsHeldToItsRateAndItsPlacesAndNoOtherIs() {
        CallGate gate = new CallGate(new CallLimits(3, 2));
        Principal anna = new Principal("anna", Set.of());
        Principal ben = new Principal("ben", Set.of());
        CallGate.Admission first = gate.ask(anna);
        assertThat(first.granted()).isTrue();
        assertThat(gate.ask(anna).granted()).isTrue();
        CallGate.Admission third = gate.ask(anna);
        assertThat(third.granted()).as("both places are taken").isFalse();
        assertThat(third.retryAfterSeconds()).isPositive();
        assertThat(gate.ask(ben).granted()).isTrue();
        assertThat(gate.ask(ben).granted()).isTrue();
    }

    @Test
    void aPlaceGivenBackIsFree() {
        CallGate gate = new CallGate(new CallLimits(100, 1));
        Principal anna = new Principal("anna", Set.of());
        CallGate.Admission first = gate.ask(anna);
        assertThat(gate.ask(anna).granted()).isFalse();
        first.end();
        assertThat(gate.ask(anna).granted()).isTrue();
    }
}
