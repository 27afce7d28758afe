package dev.schemaregistry.connector.slack;

import static dev.schemaregistry.connector.slack.SlackTypes.anything;
import static dev.schemaregistry.connector.slack.SlackTypes.anythings;
import static dev.schemaregistry.connector.slack.SlackTypes.flag;
import static dev.schemaregistry.connector.slack.SlackTypes.number;
import static dev.schemaregistry.connector.slack.SlackTypes.object;
import static dev.schemaregistry.connector.slack.SlackTypes.objects;
import static dev.schemaregistry.connector.slack.SlackTypes.text;
import static dev.schemaregistry.connector.slack.SlackTypes.texts;

import dev.schemaregistry.model.Field;
import java.util.List;

/** The message object of the Web API as its documentation declares it; the same in every channel, so no message is read for it. */
final class MessageShape {
    static final String KEY = "ts";

    static final List<Field> FIELDS = List.of(
            text(KEY, "time of posting and id within the channel: seconds since 1970, a dot, six digits")
                    .withNullable(false),
            text("type", "always message").withNullable(false),
            text(
                    "subtype",
                    "what kind of message this is, such as channel_join or bot_message; absent for a plain one"),
            text("user", "id of the author; absent for some messages of apps"),
            text("text", "what was written, in mrkdwn; users, channels and links stand in angle brackets"),
            text("thread_ts", "ts of the message that started the thread; equal to ts for that message itself"),
            text("parent_user_id", "id of the user who started the thread; only on replies"),
            number("reply_count", "replies in the thread; only on the message that started it"),
            number("reply_users_count", "how many users replied"),
            texts("reply_users", "ids of users who replied, not always all"),
            text("latest_reply", "ts of the newest reply"),
            flag("is_locked", "whether the thread takes no more replies"),
            objects(
                    "reactions",
                    "emoji that users added",
                    text("name", "the emoji's name without colons"),
                    number("count", "how many users added it"),
                    texts("users", "ids of users who added it, not always all")),
            objects(
                    "files",
                    "files shared with the message",
                    text("id", ""),
                    number("created", "seconds since 1970"),
                    text("name", "the file's name"),
                    text("title", ""),
                    text("mimetype", ""),
                    text("filetype", "Slack's word for the type, such as pdf"),
                    text("user", "id of the user who uploaded it"),
                    number("size", "bytes"),
                    text("mode", "hosted, external, snippet or post"),
                    text("url_private", "where the file can be had with a token"),
                    text("permalink", "the file's page in Slack")),
            anythings("blocks", "Block Kit layout; the fields of a block depend on its type"),
            objects(
                    "attachments",
                    "secondary content, such as the preview of a link",
                    number("id", "place in the message, from 1"),
                    text("fallback", "plain text in place of the attachment"),
                    text("color", ""),
                    text("pretext", ""),
                    text("author_name", ""),
                    text("title", ""),
                    text("title_link", ""),
                    text("text", ""),
                    text("from_url", ""),
                    text("service_name", ""),
                    text("image_url", ""),
                    text("footer", ""),
                    objects("fields", "", text("title", ""), text("value", ""), flag("short", ""))),
            object("edited", "the last change; absent when there was none", text("user", "who"), text("ts", "when")),
            text("bot_id", "id of the bot; only on messages of apps"),
            text("app_id", "id of the app; only on messages of apps"),
            text("username", "the name an app gave itself for this message"),
            object(
                    "bot_profile",
                    "the bot; only on messages of apps",
                    text("id", ""),
                    text("name", ""),
                    text("app_id", ""),
                    text("team_id", ""),
                    flag("deleted", "")),
            text("team", "id of the author's workspace"),
            text("client_msg_id", "id made by the author's program"),
            texts("pinned_to", "ids of channels where the message is pinned"),
            object(
                    "metadata",
                    "what an app attached for other apps",
                    text("event_type", ""),
                    anything("event_payload", "")));

    private MessageShape() {}
}
