package dev.schemaregistry.benchmarks;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A real SQLite file with synthetic tables and no rows. */
final class SyntheticDatabase {
    private SyntheticDatabase() {}

    /** Makes the file; it must not exist yet. */
    static void write(Path file, List<Table> tables) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (Table table : tables) {
                statement.execute(ddl(table));
            }
            connection.commit();
        } catch (SQLException failed) {
            throw new IllegalStateException("the sample database " + file + " can't be made", failed);
        }
    }

    static String ddl(Table table) {
        List<String> lines = new ArrayList<>();
        for (Field field : table.fields()) {
            boolean key = field.name()
                    .equals(table.primaryKey().orElseThrow().fields().get(0));
            lines.add("    " + field.name() + ' ' + field.nativeType() + (key ? " PRIMARY KEY" : ""));
        }
        for (ForeignKey foreignKey : table.foreignKeys()) {
            lines.add("    FOREIGN KEY (" + foreignKey.fields().get(0) + ") REFERENCES "
                    + foreignKey.referencedTable().text() + " ("
                    + foreignKey.referencedFields().get(0) + ')');
        }
        String comment = table.comment().map(text -> " -- " + text).orElse("");
        return "CREATE TABLE " + table.name().text() + " (" + comment + '\n' + String.join(",\n", lines) + "\n)";
    }
}
