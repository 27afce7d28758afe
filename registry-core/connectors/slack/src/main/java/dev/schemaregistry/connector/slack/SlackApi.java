package dev.schemaregistry.connector.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import dev.schemaregistry.error.SourceException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Calls the Web API and tells refusals apart. Confined to one reading. */
final class SlackApi {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> RATE_LIMITED = Set.of("ratelimited", "rate_limited");

    /** Where Slack limits the rate and does not say for how long. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** One call of one method. */
    interface Call<T> {
        T on(MethodsClient methods) throws IOException, SlackApiException;
    }

    /** What is done where Slack asks to come back later. */
    interface Waiting {
        /** Returns after the time, or throws. */
        void waitFor(Duration asked);
    }

    private final String doing;
    private final MethodsClient methods;
    private final Waiting waiting;

    /** @param doing what is being done, to which source: the start of every error */
    SlackApi(String doing, MethodsClient methods, Waiting waiting) {
        this.doing = doing;
        this.methods = methods;
        this.waiting = waiting;
    }

    /**
     * Calls, and calls again after the wait that Slack asks for.
     *
     * @return an answer that says "ok"
     * @throws SourceException for every refusal but a missing scope
     */
    <T extends SlackApiTextResponse> T call(Call<T> call) throws MissingScope {
        return find(call, "").orElseThrow();
    }

    /** Like {@link #call}; empty where Slack answers with that error code. */
    <T extends SlackApiTextResponse> Optional<T> find(Call<T> call, String absent) throws MissingScope {
        while (true) {
            Optional<T> answer = attempt(call);
            if (answer.isEmpty()) {
                continue;
            }
            String error =
                    answer.get().isOk() ? "" : SlackFailures.word(answer.get().getError());
            if (error.isEmpty()) {
                return answer;
            }
            if (error.equals(absent)) {
                return Optional.empty();
            }
            if (error.equals("missing_scope")) {
                throw new MissingScope(SlackFailures.scopes(answer.get().getNeeded()));
            }
            if (!RATE_LIMITED.contains(error)) {
                throw SlackFailures.ofCode(doing, error);
            }
            waiting.waitFor(A_MOMENT);
        }
    }

    /** Like {@link #call}, for what every token may do. */
    <T extends SlackApiTextResponse> T callUnscoped(Call<T> call) {
        try {
            return call(call);
        } catch (MissingScope missing) {
            throw SlackFailures.ofCode(doing, "missing_scope");
        }
    }

    SourceException failed(String why) {
        return SlackFailures.ofAnswer(doing, why);
    }

    /** The answer, or empty after a wait for the rate limit. */
    private <T> Optional<T> attempt(Call<T> call) {
        try {
            return Optional.of(call.on(methods));
        } catch (SlackApiException refused) {
            int status = refused.getResponse().code();
            if (status != TOO_MANY_REQUESTS) {
                throw SlackFailures.ofStatus(doing, status);
            }
            waiting.waitFor(SlackFailures.retryAfter(refused.getResponse().header("Retry-After"), A_MOMENT));
            return Optional.empty();
        } catch (IOException broken) {
            throw SlackFailures.ofConnection(doing, broken);
        } catch (SourceException ours) {
            throw ours;
        } catch (RuntimeException unreadable) {
            // The client lets through whatever its JSON parser throws; that may quote the answer, so it is not passed
            // on.
            throw SlackFailures.ofAnswer(doing, "the answer is none of Slack's Web API");
        }
    }
}
