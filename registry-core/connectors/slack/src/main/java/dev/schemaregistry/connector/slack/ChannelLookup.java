package dev.schemaregistry.connector.slack;

import com.slack.api.methods.request.conversations.ConversationsInfoRequest;
import com.slack.api.methods.request.conversations.ConversationsListRequest;
import com.slack.api.methods.response.conversations.ConversationsInfoResponse;
import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.ResponseMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds one channel as a token sees it: by its id with one call, by its name through the list. Confined to one dry run. */
final class ChannelLookup {
    /** The longest page there is: here the number of calls counts. */
    private static final int PAGE = 999;

    private static final String ABSENT = "channel_not_found";
    private static final String ID = "[CG][A-Z0-9]{1,30}";

    /** An id alone, or behind a name that several channels have. */
    private static final Pattern WITH_ID = Pattern.compile("(?s)(?:.* \\()?(?<id>" + ID + ")\\)?");

    private final SlackApi api;
    private final long deadline;
    private final List<String> missing = new ArrayList<>();

    ChannelLookup(SlackApi api, Duration timeout) {
        this.api = api;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /**
     * Empty when there is no such channel, or none that the token may see.
     *
     * @throws EarlyAnswer when the token may not ask, or time is up
     */
    Optional<Conversation> find(String named) {
        String name = named.startsWith("#") ? named.substring(1) : named;
        Matcher id = WITH_ID.matcher(name);
        Optional<Conversation> found = id.matches() ? byId(id.group("id")) : byName(name);
        if (found.isEmpty() && !missing.isEmpty()) {
            throw EarlyAnswer.unverified(
                    "42501",
                    "whether the channel is there can't be asked: the token has no scope " + String.join(", ", missing),
                    "add the scope to the app and install it again to the workspace");
        }
        return found;
    }

    private Optional<Conversation> byId(String id) {
        requireTime();
        try {
            return api.find(
                            methods -> methods.conversationsInfo(ConversationsInfoRequest.builder()
                                    .channel(id)
                                    .build()),
                            ABSENT)
                    .map(ConversationsInfoResponse::getChannel);
        } catch (MissingScope scope) {
            missing.add(scope.neededOr("channels:read"));
            return Optional.empty();
        }
    }

    private Optional<Conversation> byName(String name) {
        Optional<Conversation> open = listed(name, ConversationType.PUBLIC_CHANNEL, "channels:read");
        return open.isPresent() ? open : listed(name, ConversationType.PRIVATE_CHANNEL, "groups:read");
    }

    private Optional<Conversation> listed(String name, ConversationType type, String scope) {
        try {
            return inPages(name, type);
        } catch (MissingScope denied) {
            missing.add(denied.neededOr(scope));
            return Optional.empty();
        }
    }

    private Optional<Conversation> inPages(String name, ConversationType type) throws MissingScope {
        Set<String> seen = new HashSet<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            requireTime();
            ConversationsListRequest request = ConversationsListRequest.builder()
                    .types(List.of(type))
                    .limit(PAGE)
                    .cursor(cursor.filter(text -> !text.isEmpty()).orElse(null))
                    .build();
            ConversationsListResponse page = api.call(methods -> methods.conversationsList(request));
            Optional<Conversation> found = Optional.ofNullable(page.getChannels()).orElse(List.of()).stream()
                    .filter(channel -> name.equals(channel.getName()))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            cursor = Optional.ofNullable(page.getResponseMetadata())
                    .map(ResponseMetadata::getNextCursor)
                    .filter(next -> !next.isEmpty() && seen.add(next));
        }
        return Optional.empty();
    }

    private void requireTime() {
        if (System.nanoTime() - deadline >= 0) {
            throw EarlyAnswer.unverified(
                    "57014", "the channel was not found in time", "name it by its id, the property channel_id");
        }
    }
}
