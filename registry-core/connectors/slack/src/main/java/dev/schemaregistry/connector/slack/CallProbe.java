package dev.schemaregistry.connector.slack;

import com.slack.api.methods.request.auth.AuthTestRequest;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.model.Conversation;
import dev.schemaregistry.spi.DryRunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Asks what a token may do, and whether it sees a channel. The call itself is never made: Slack has no way to try one. Confined to one
 * dry run.
 */
final class CallProbe {
    private final SlackApi api;
    private final Duration timeout;

    CallProbe(SlackApi api, Duration timeout) {
        this.api = api;
        this.timeout = timeout;
    }

    /**
     * What Slack tells about it.
     *
     * @throws EarlyAnswer when the token may not ask, time is up, or Slack asks to come back later
     */
    DryRunReport ask(ReadCall call) {
        AuthTestResponse token = api.callUnscoped(
                methods -> methods.authTest(AuthTestRequest.builder().build()));
        List<String> granted = Scopes.of(token).granted();
        if (call.channel().isEmpty()) {
            return judged(call.scopes(), granted, List.of(call.method().name()));
        }
        if (!isGranted(call.method().scope(), granted)
                && !isGranted(call.method().privateScope(), granted)) {
            return missing(call.method().scope());
        }
        Optional<Conversation> found =
                new ChannelLookup(api, timeout).find(call.channel().get());
        if (found.isEmpty()) {
            return rejected(
                    "42P01",
                    "there is no channel \"" + call.channel().get().replaceAll("\\s+", " ")
                            + "\" that the token can see",
                    "a bot sees private channels only where it was invited");
        }
        return onChannel(call, found.get(), token, granted);
    }

    private static DryRunReport onChannel(
            ReadCall call, Conversation conversation, AuthTestResponse token, List<String> granted) {
        Channel channel = Channel.of(conversation);
        boolean isBot = token.getBotId() != null && !token.getBotId().isEmpty();
        if (call.method().readsMessages() && isBot && !conversation.isMember()) {
            return rejected(
                    "42501",
                    "the app is no member of channel " + channel.id(),
                    "invite it to the channel, then try again");
        }
        String scope = channel.isPrivate()
                ? call.method().privateScope()
                : call.method().scope();
        String line = call.method().name() + " on " + channel.id() + ", " + (channel.isPrivate() ? "private" : "public")
                + (channel.archived() ? ", archived" : "");
        return judged(List.of(scope), granted, List.of(line));
    }

    private static DryRunReport judged(List<String> scopes, List<String> granted, List<String> found) {
        List<String> lines = new ArrayList<>(found);
        for (String scope : scopes) {
            if (!isGranted(scope, granted)) {
                return missing(scope);
            }
            if (!scope.isEmpty()) {
                lines.add("scope " + scope + (granted.isEmpty() ? ": not told" : ": granted"));
            }
        }
        return DryRunReport.accepted(String.join("\n", lines), OptionalDouble.empty());
    }

    /** Where Slack does not tell the scopes, nothing is said against the call. */
    private static boolean isGranted(String scope, List<String> granted) {
        return scope.isEmpty() || granted.isEmpty() || granted.contains(scope);
    }

    private static DryRunReport missing(String scope) {
        return rejected(
                "42501",
                "the token lacks the scope " + scope,
                "add it to the app and install it again to the workspace");
    }

    private static DryRunReport rejected(String code, String message, String hint) {
        return DryRunReport.rejected(code, message, hint, OptionalInt.empty());
    }
}
