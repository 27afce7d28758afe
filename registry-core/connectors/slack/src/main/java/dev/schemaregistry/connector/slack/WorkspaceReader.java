package dev.schemaregistry.connector.slack;

import com.slack.api.methods.request.conversations.ConversationsListRequest;
import com.slack.api.methods.request.users.UsersListRequest;
import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.ResponseMetadata;
import dev.schemaregistry.model.Snapshot.Gap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lists channels, page by page. Whoever lacks a scope gets a gap instead of a list; any other refusal ends the reading, so that half
 * a list is never taken for a whole one. Confined to one reading.
 */
final class WorkspaceReader {
    private final SlackApi api;
    private final int pageSize;
    private final Map<String, Channel> channels = new TreeMap<>();
    private final Map<String, Integer> members = new TreeMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    WorkspaceReader(SlackApi api, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
    }

    /** @param withUsers whether to ask if the list of users may be read */
    Workspace read(boolean withUsers) {
        // Asked for apart: a token that lacks one of the two scopes would get nothing at all.
        list(ConversationType.PUBLIC_CHANNEL, Workspace.PUBLIC, "channels:read", "public channels are not listed");
        list(ConversationType.PRIVATE_CHANNEL, Workspace.PRIVATE, "groups:read", "private channels are not listed");
        boolean users = withUsers && mayReadUsers();
        return new Workspace(List.copyOf(channels.values()), users, gaps, members);
    }

    private void list(ConversationType type, String namespace, String scope, String loss) {
        try {
            listPages(type);
        } catch (MissingScope missing) {
            gaps.add(new Gap(namespace, reason(missing.neededOr(scope), loss)));
        }
    }

    private void listPages(ConversationType type) throws MissingScope {
        Set<String> seen = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            ConversationsListRequest request = request(type, cursor);
            ConversationsListResponse page = api.call(methods -> methods.conversationsList(request));
            Optional.ofNullable(page.getChannels()).orElse(List.of()).forEach(this::add);
            cursor = Optional.ofNullable(page.getResponseMetadata())
                    .map(ResponseMetadata::getNextCursor)
                    .filter(next -> !next.isEmpty());
            if (cursor.isPresent() && !seen.add(cursor.get())) {
                throw api.failed("the list of channels leads back to a page that was read");
            }
        } while (cursor.isPresent());
    }

    private ConversationsListRequest request(ConversationType type, Optional<String> cursor) {
        return ConversationsListRequest.builder()
                .types(List.of(type))
                .excludeArchived(false)
                .limit(pageSize)
                .cursor(cursor.orElse(null))
                .build();
    }

    private void add(Conversation conversation) {
        Channel channel = Channel.of(conversation);
        if (!channel.id().isEmpty()) {
            channels.put(channel.id(), channel);
            Optional.ofNullable(conversation.getNumOfMembers()).ifPresent(count -> members.put(channel.id(), count));
        }
    }

    /** One entry tells whether the scope is there; it is not looked at. */
    private boolean mayReadUsers() {
        try {
            api.call(methods ->
                    methods.usersList(UsersListRequest.builder().limit(1).build()));
            return true;
        } catch (MissingScope missing) {
            gaps.add(Gap.of(UserTable.NAME, reason(missing.neededOr("users:read"), "users are not read")));
            return false;
        }
    }

    private static String reason(String scope, String loss) {
        return "the token has no scope " + scope + ": " + loss
                + "; add the scope to the app and install it again to the workspace";
    }
}
