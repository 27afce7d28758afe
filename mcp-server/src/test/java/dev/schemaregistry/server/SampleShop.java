package dev.schemaregistry.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A small SQLite database to introspect. */
public final class SampleShop {
    private SampleShop() {}

    public static Path create(Path folder) {
        return execute(
                folder.resolve("shop.db"),
                "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT UNIQUE, city VARCHAR(40))",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id),"
                        + " placed_on DATE, total DECIMAL(10,2) CHECK (total >= 0))",
                "CREATE INDEX orders_by_customer ON orders (customer_id)",
                "CREATE VIEW big_orders AS SELECT * FROM orders WHERE total > 1000");
    }

    public static Path execute(Path file, String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
            return file;
        } catch (SQLException e) {
            throw new IllegalStateException("the sample database can't be made", e);
        }
    }
}
