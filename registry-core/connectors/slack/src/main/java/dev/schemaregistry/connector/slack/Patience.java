package dev.schemaregistry.connector.slack;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long one reading still waits because Slack asks to come back later. Confined to the reading's thread; a wait ends early when
 * that thread is interrupted or the connector is closed.
 */
final class Patience implements SlackApi.Waiting {
    private final String doing;
    private final CountDownLatch closed;
    private final Duration whole;
    private Duration left;

    Patience(String doing, Duration whole, CountDownLatch closed) {
        this.doing = doing;
        this.whole = whole;
        this.left = whole;
        this.closed = closed;
    }

    /**
     * Waits as long as Slack asks.
     *
     * @throws SourceException with {@code SOURCE_TIMEOUT}, at once, when that is longer than what is left
     */
    @Override
    public void waitFor(Duration asked) {
        if (asked.compareTo(left) > 0) {
            throw new SourceException(
                    ErrorCode.SOURCE_TIMEOUT,
                    doing + " failed: Slack limits the rate of calls and asks to wait " + asked.toSeconds()
                            + " s, and a reading waits " + whole.toSeconds()
                            + " s in all; try again later, or raise rate_limit_wait and the source's time limit");
        }
        left = left.minus(asked);
        try {
            if (closed.await(asked.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("the connector was closed while it waited");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed("it was interrupted while it waited for Slack's rate limit");
        }
    }

    private SourceException failed(String why) {
        return new SourceException(ErrorCode.SOURCE_FAILED, doing + " failed: " + why + "; run it again");
    }
}
