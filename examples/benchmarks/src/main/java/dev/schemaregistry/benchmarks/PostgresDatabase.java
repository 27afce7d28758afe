package dev.schemaregistry.benchmarks;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A real PostgreSQL database with synthetic tables and no rows: keys, foreign keys, an index on each of these, comments. */
final class PostgresDatabase {
    static final int COLUMNS = 12;
    private static final int AT_ONCE = 100;

    private PostgresDatabase() {}

    static EmbeddedPostgresServer.Database make(int tables) {
        List<Table> schema = new SyntheticSchema().tables(0, tables, COLUMNS);
        List<String> statements = new ArrayList<>();
        schema.forEach(table -> statements.add(create(table)));
        schema.forEach(table -> statements.addAll(references(table)));
        schema.forEach(table -> table.comment()
                .ifPresent(comment -> statements.add(
                        "COMMENT ON TABLE " + table.name().text() + " IS '" + comment.replace("'", "''") + '\'')));
        try {
            EmbeddedPostgresServer.Database database =
                    EmbeddedPostgresServer.shared().createDatabase();
            run(database, statements);
            return database;
        } catch (SQLException failed) {
            throw new IllegalStateException("the sample database can't be made", failed);
        }
    }

    private static void run(EmbeddedPostgresServer.Database database, List<String> statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < statements.size(); from += AT_ONCE) {
                statement.execute(
                        String.join(";", statements.subList(from, Math.min(statements.size(), from + AT_ONCE))));
            }
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static String create(Table table) {
        String key = table.primaryKey().orElseThrow().fields().get(0);
        return table.fields().stream()
                .map(field -> column(field, field.name().equals(key)))
                .collect(Collectors.joining(", ", "CREATE TABLE " + table.name().text() + " (", ")"));
    }

    private static String column(Field field, boolean key) {
        return field.name() + ' ' + field.nativeType().toLowerCase(Locale.ROOT) + (key ? " PRIMARY KEY" : "");
    }

    private static List<String> references(Table table) {
        List<String> statements = new ArrayList<>();
        for (ForeignKey key : table.foreignKeys()) {
            String name = table.name().text();
            String field = key.fields().get(0);
            statements.add("ALTER TABLE " + name + " ADD FOREIGN KEY (" + field + ") REFERENCES "
                    + key.referencedTable().text());
            statements.add("CREATE INDEX ON " + name + " (" + field + ')');
        }
        return statements;
    }
}
