package dev.schemaregistry.connector.slack;

import com.slack.api.methods.request.auth.AuthTestRequest;
import com.slack.api.methods.response.auth.AuthTestResponse;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.spi.TableSelection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot of a workspace. Confined to one reading. */
final class SnapshotReader {
    private static final String ENGINE = "Slack";

    private final SlackApi api;
    private final SlackSettings settings;

    SnapshotReader(SlackApi api, SlackSettings settings) {
        this.api = api;
        this.settings = settings;
    }

    /** Whether users may be read is asked only where they are wanted. */
    Snapshot read(TableSelection selection) {
        AuthTestResponse token = api.callUnscoped(
                methods -> methods.authTest(AuthTestRequest.builder().build()));
        Workspace workspace = new WorkspaceReader(api, settings.pageSize()).read(selection.includes(UserTable.NAME));
        List<Table> channels = ChannelTables.of(workspace.channels());
        List<Table> tables = new ArrayList<>(channels);
        if (workspace.users()) {
            tables.add(UserTable.TABLE);
        }
        Map<TableName, TableStatistics> observed =
                Observations.of(channels, workspace.members(), Observations.time(token));
        return new Snapshot(ENGINE, "public", tables, observed, workspace.gaps(), warnings(token))
                .only(selection::includes);
    }

    private List<String> warnings(AuthTestResponse token) {
        List<String> warnings = new ArrayList<>();
        List<String> powers = Scopes.of(token).powers();
        if (!powers.isEmpty()) {
            warnings.add("the token may do more than read (" + String.join(", ", powers)
                    + "); channels:read, groups:read and users:read are enough, give the registry an app of its own");
        }
        if (Stream.of(token.getTeam(), token.getTeamId(), token.getEnterpriseId(), subdomain(token.getUrl()))
                .noneMatch(this::isTheWorkspace)) {
            warnings.add("the token belongs to another workspace than \"" + settings.workspace()
                    + "\", whose address this source has; what was read is the token's");
        }
        return warnings;
    }

    private boolean isTheWorkspace(@Nullable String name) {
        String wanted = settings.workspace().toLowerCase(Locale.ROOT);
        String found = Optional.ofNullable(name).orElse("").toLowerCase(Locale.ROOT);
        return wanted.equals(found) || wanted.startsWith(found + ".slack.");
    }

    /** The workspace's name in an address such as {@code https://acme.slack.com/}. */
    private static String subdomain(@Nullable String url) {
        try {
            String host = Optional.ofNullable(URI.create(url == null ? "" : url).getHost())
                    .orElse("");
            return host.contains(".") ? host.substring(0, host.indexOf('.')) : host;
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
