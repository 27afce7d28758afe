package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a session that nobody uses ends. */
class SessionBookTest {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration HALF = Duration.ofMinutes(16);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Set<String> listening = new HashSet<>();
    private final SessionBook book = new SessionBook(new SessionLimits(IDLE, 10), clock, listening::contains);

    @Test
    void onlyThoseThatNobodyUsedAreStruckOut() {
        book.opened("idle", "anna");
        book.opened("used", "anna");
        clock.move(HALF);
        assertThat(book.admits("used", "anna")).isTrue();
        clock.move(HALF);

        assertThat(book.strikeIdle()).containsExactly("idle");
        assertThat(book.admits("idle", "anna")).isFalse();
        assertThat(book.admits("used", "anna")).isTrue();
    }

    @Test
    void whoListensUsesASessionAllTheTime() {
        book.opened("listens", "anna");
        book.opened("idle", "anna");
        listening.add("listens");
        clock.move(IDLE.plusSeconds(1));
        assertThat(book.strikeIdle()).containsExactly("idle");
        listening.clear();
        clock.move(HALF);
        assertThat(book.strikeIdle()).isEmpty();
        clock.move(HALF);

        assertThat(book.strikeIdle()).containsExactly("listens");
    }

    @Test
    void aSessionThatIsTooOldIsRefusedBeforeItIsStruckOut() {
        book.opened("idle", "anna");
        clock.move(IDLE.plusSeconds(1));

        assertThat(book.admits("idle", "anna")).isFalse();
    }
}
