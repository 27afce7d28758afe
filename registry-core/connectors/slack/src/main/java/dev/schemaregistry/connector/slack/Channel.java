package dev.schemaregistry.connector.slack;

import com.slack.api.model.Conversation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a channel is schema: no counts, no times, nobody's name.
 *
 * @param externallyShared whether other organisations take part
 * @param topic may be empty; hostile text, like {@code name} and {@code purpose}
 */
record Channel(
        String id,
        String name,
        boolean isPrivate,
        boolean archived,
        boolean externallyShared,
        String topic,
        String purpose) {

    static Channel of(Conversation conversation) {
        String id = text(conversation.getId());
        String name = text(conversation.getName());
        return new Channel(
                id,
                name.isEmpty() ? id : name,
                conversation.isPrivate(),
                conversation.isArchived(),
                conversation.isExtShared(),
                Optional.ofNullable(conversation.getTopic())
                        .map(topic -> text(topic.getValue()))
                        .orElse(""),
                Optional.ofNullable(conversation.getPurpose())
                        .map(purpose -> text(purpose.getValue()))
                        .orElse(""));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
