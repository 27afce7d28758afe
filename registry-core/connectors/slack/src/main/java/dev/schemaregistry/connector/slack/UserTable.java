package dev.schemaregistry.connector.slack;

import static dev.schemaregistry.connector.slack.SlackTypes.flag;
import static dev.schemaregistry.connector.slack.SlackTypes.number;
import static dev.schemaregistry.connector.slack.SlackTypes.object;
import static dev.schemaregistry.connector.slack.SlackTypes.text;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.List;

/** The user object of the Web API as its documentation declares it, as one table; nobody's data is read for it. */
final class UserTable {
    static final TableName NAME = new TableName(Workspace.DIRECTORY, "users");
    static final String ID = "id";

    private static final List<Field> FIELDS = List.of(
            text(ID, "").withNullable(false),
            text("team_id", "id of the user's workspace").withNullable(false),
            text("name", "handle; show profile.display_name or real_name to people instead"),
            text("real_name", "full name"),
            flag("deleted", "whether the account was deactivated"),
            text("tz", "time zone, such as Europe/Vienna"),
            text("tz_label", "the time zone's name"),
            number("tz_offset", "seconds from UTC"),
            text("locale", "language and country; only when asked for"),
            object(
                    "profile",
                    "",
                    text("title", "position in the organisation"),
                    text("phone", ""),
                    text("real_name", ""),
                    text("display_name", "the name the user chose to be shown"),
                    text("first_name", ""),
                    text("last_name", ""),
                    text("email", "only for tokens with the scope users:read.email"),
                    text("pronouns", ""),
                    text("start_date", ""),
                    text("status_text", ""),
                    text("status_emoji", ""),
                    number("status_expiration", "seconds since 1970; 0 when the status stays"),
                    text("image_original", "address of the picture"),
                    text("team", "id of the user's workspace"),
                    text("bot_id", "only for bots"),
                    text("api_app_id", "only for bots")),
            flag("is_bot", ""),
            flag("is_app_user", "whether an app acts as this user"),
            flag("is_admin", "administrator of the workspace"),
            flag("is_owner", "owner of the workspace"),
            flag("is_primary_owner", ""),
            flag("is_restricted", "guest"),
            flag("is_ultra_restricted", "guest of one channel"),
            flag("has_2fa", "whether two factors are asked for at login; seen by administrators"),
            number("updated", "last change, seconds since 1970"));

    static final Table TABLE = Table.builder(NAME, TableKind.TABLE)
            .fields(FIELDS)
            .primaryKey(Key.of("", ID))
            .comment("Members of the workspace, guests and bots included")
            .build();

    private UserTable() {}
}
