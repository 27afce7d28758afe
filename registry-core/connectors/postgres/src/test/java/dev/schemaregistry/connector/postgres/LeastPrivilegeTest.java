package dev.schemaregistry.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The script that {@code docs/sources/postgres.md} advises is enough, and not too much. */
class LeastPrivilegeTest {
    private static final Path PAGE = Path.of("../../../docs/sources/postgres.md");
    private static final Pattern SCRIPT =
            Pattern.compile("<!-- least-privilege:[^>]*-->\\s*```sql\\n(?<sql>.*?)```", Pattern.DOTALL);

    @Test
    void theDocumentedRoleReadsEverythingAndNothingIsSaidOfIt() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            String role = EmbeddedPostgresServer.shared().newName("registry_reader");
            String owner = EmbeddedPostgresServer.shared().newName("app_owner");
            source.execute("CREATE ROLE " + owner + " LOGIN", "GRANT CREATE ON SCHEMA public TO " + owner);

            source.execute(script().replace("registry_reader", role)
                    .replace("app_owner", owner)
                    .replace("billing", source.database().name()));
            source.execute("SET ROLE " + owner, "CREATE TABLE added_later (id int)");

            try (SourceConnector connector = source.open(role, Map.of())) {
                Snapshot snapshot = connector.discover();
                assertThat(snapshot.warnings()).isEmpty();
                assertThat(snapshot.isComplete()).isTrue();
                assertThat(snapshot.tables())
                        .allMatch(table -> !table.properties().containsKey("readable"))
                        .anyMatch(table -> table.name().text().equals("added_later"));
            }
        }
    }

    private static String script() throws IOException {
        Matcher matcher = SCRIPT.matcher(Files.readString(PAGE));
        assertThat(matcher.find()).as("%s holds the script", PAGE).isTrue();
        return matcher.group("sql");
    }
}
