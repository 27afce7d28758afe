package dev.schemaregistry.connector.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunReport.Column;
import dev.schemaregistry.spi.DryRunReport.Verdict;
import dev.schemaregistry.testkit.DryRunQueries;
import dev.schemaregistry.testkit.DryRunnerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteDryRunnerTest implements DryRunnerContract {
    @Override
    public DryRunQueries newQueries() throws Exception {
        return SqliteSource.shop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SELECT * FROM nowhere                                   | 42P01
                    SELECT missing FROM customers                           | 42703
                    SELECT c.missing FROM customers c                       | 42703
                    SELECT id FROM customers JOIN orders                    | 42702
                    SELECT nofunction(id) FROM customers                    | 42883
                    SELECT lower(name, city) FROM customers                 | 42883
                    SELECT name FROM customers ORDER BY 99                  | 42P10
                    SELECT id FROM customers WHERE sum(id) > 1              | 42803
                    SELECT id FROM customers UNION SELECT id, name FROM customers | 42601
                    SELECT FROM customers                                   | 42601
                    SELECT * FROM customers WHERE                           | 42601
                    SELECT 'open                                            | 42601
                    SELECT name FROM customers ORDER BY name COLLATE klingon | 42704
                    """)
    void whatIsWrongHasACode(String query, String code) throws Exception {
        try (SqliteSource source = SqliteSource.shop()) {
            DryRunReport report = source.dryRun(query);
            assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
            assertThat(report.code()).as(report.message()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT 1; -- done",
                "SELECT 1;;",
                "VALUES (1, 'a'), (2, 'b')",
                "  /* first */ SELECT ';' AS semicolon, \"delete\" FROM (SELECT 1 AS \"delete\")",
                "SELECT DISTINCT city FROM customers ORDER BY city DESC LIMIT 5 OFFSET 1",
                "SELECT city, count(*), count(DISTINCT name), group_concat(name, '; ') FROM customers GROUP BY city HAVING count(*) > 1",
                "SELECT * FROM customers WHERE id IN (1, 2, 3) OR name LIKE 'A%' OR city BETWEEN 'a' AND 'b'",
                "SELECT * FROM customers WHERE id IN (SELECT customer_id FROM orders) AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = customers.id)",
                "SELECT * FROM customers c LEFT JOIN orders o ON o.customer_id = c.id WHERE o.id IS NULL",
                "SELECT * FROM customers FULL JOIN orders USING (id)",
                "SELECT id FROM customers UNION SELECT id FROM orders EXCEPT SELECT 1 INTERSECT SELECT 2 ORDER BY 1",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 10) SELECT * FROM n",
                "WITH c AS MATERIALIZED (SELECT * FROM customers) SELECT * FROM c a, c b WHERE a.id = b.id",
                "SELECT name, row_number() OVER (PARTITION BY city ORDER BY id), lag(name) OVER w FROM customers WINDOW w AS (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)",
                "SELECT sum(amount) FILTER (WHERE amount > 1), total(amount), min(amount), max(id) FROM orders",
                "SELECT CASE WHEN amount > 5 THEN 'a' ELSE NULL END, CAST(amount AS TEXT), coalesce(amount, 0), amount % 2, amount << 1, ~id, id & 3 | 4, -id, amount / 3 FROM orders",
                "SELECT json_extract(value, '$.a'), json_array(1, 2) FROM json_each('[1,2]')",
                "SELECT value FROM customers, json_each(customers.city)",
                "SELECT date('now', '-1 day'), strftime('%Y', 'now'), printf('%d', 3), x'00ff', 1e3, 0x10",
                "SELECT (SELECT max(amount) FROM orders o WHERE o.customer_id = c.id) FROM customers c",
                "SELECT (id, name) = (1, 'a'), id IS NOT DISTINCT FROM 3 FROM customers",
                "SELECT * FROM parisians WHERE name > 'A' COLLATE NOCASE",
                "SELECT * FROM customers INDEXED BY sqlite_autoindex_none",
                "SELECT ?1, :name, @at, $dollar",
                "SELECT * FROM customers a JOIN customers b ON a.name = b.city ORDER BY a.city, b.name"
            })
    void readsOfEveryShapeAreNoWrites(String query) throws Exception {
        try (SqliteSource source = SqliteSource.shop()) {
            DryRunReport report = source.dryRun(query);
            boolean unknownIndex = query.contains("INDEXED BY");
            assertThat(report.verdict()).as("%s", report).isEqualTo(unknownIndex ? Verdict.REJECTED : Verdict.ACCEPTED);
            assertThat(report.code()).isNotEqualTo("25006");
        }
    }

    @Test
    void columnsHaveTheirDeclaredTypes() throws Exception {
        try (SqliteSource source = SqliteSource.shop()) {
            assertThat(source.dryRun("SELECT name AS n, amount, lower(name) FROM customers, orders")
                            .columns())
                    .containsExactly(
                            new Column("n", "TEXT"), new Column("amount", "REAL"), new Column("lower(name)", ""));
        }
    }

    @Test
    void thePlanNamesTheIndex() throws Exception {
        try (SqliteSource source = SqliteSource.shop()) {
            assertThat(source.dryRun("SELECT amount FROM orders WHERE customer_id = 1")
                            .plan())
                    .hasValueSatisfying(plan -> assertThat(plan).contains("orders_by_customer"));
        }
    }

    @Test
    void aHugeTextIsRefusedNotTried() throws Exception {
        try (SqliteSource source = SqliteSource.shop()) {
            assertThat(source.dryRun("SELECT '" + "x".repeat(2_000_000) + "'").verdict())
                    .isEqualTo(Verdict.REJECTED);
            assertThat(source.dryRun("SELECT " + "(".repeat(50_000) + "1" + ")".repeat(50_000))
                            .verdict())
                    .isEqualTo(Verdict.REJECTED);
        }
    }
}
