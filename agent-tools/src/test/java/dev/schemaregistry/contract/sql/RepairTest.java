package dev.schemaregistry.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Repair;
import dev.schemaregistry.contract.SchemaContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RepairTest {
    private static final SqlContractChecker CHECKER = SqlContractChecker.create();
    private static final SchemaContext POSTGRES = ShopSchemas.postgres();
    private static final SchemaContext SQLITE = ShopSchemas.sqlite();

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT nmae FROM customers | SELECT name FROM customers",
                "SELECT nmae FROM custmers | SELECT name FROM customers",
                "SELECT c.nmae, c.emial FROM customers c | SELECT c.name, c.email FROM customers c",
                "SELECT o.totl FROM ordes o JOIN custmers c ON c.id = o.customer_idd"
                        + " | SELECT o.total FROM orders o JOIN customers c ON c.id = o.customer_id",
                "SELECT x.name FROM customers c | SELECT c.name FROM customers c",
                "SELECT lenght(name) FROM customers | SELECT length(name) FROM customers",
                "SELECT id FROM customers WHERE name = 2014 | SELECT id FROM customers WHERE name = '2014'",
                "SELECT id FROM customers c WHERE 5 <> c.email | SELECT id FROM customers c WHERE '5' <> c.email",
                "SELECT id FROM customers c WHERE c.email > 100 | SELECT id FROM customers c WHERE c.email::numeric > 100",
                "SELECT o.id FROM orders o JOIN customers c ON o.note = c.id"
                        + " | SELECT o.id FROM orders o JOIN customers c ON o.note = c.id::text",
                "SELECT avg(email) FROM customers | SELECT avg(email::numeric) FROM customers",
                "SELECT city, count(*) FROM customers; | SELECT city, count(*) FROM customers GROUP BY city;",
                "SELECT c.city, active, max(id) FROM customers c WHERE id > 3 ORDER BY count(*) DESC LIMIT 3"
                        + " | SELECT c.city, active, max(id) FROM customers c WHERE id > 3 GROUP BY c.city, active"
                        + " ORDER BY count(*) DESC LIMIT 3",
                "SELECT city, count(*) FROM customers LIMIT 5 | SELECT city, count(*) FROM customers GROUP BY city LIMIT 5"
            })
    void makesItRight(String wrong, String right) {
        assertThat(repair(wrong, POSTGRES)).contains(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT nmae FROM customers | SELECT name FROM customers",
                "SELECT citty FROM custmers | SELECT city FROM customers"
            })
    void makesItRightForSqlite(String wrong, String right) {
        assertThat(repair(wrong, SQLITE)).contains(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM custmers",
                "SELECT nmae FROM customers; DROP TABLE customers",
                "SELECT FROM WHERE",
                "SELECT xyzzy FROM customers",
                "SELECT name FROM customers"
            })
    void doesNotTouchWhatItCannotRepair(String query) {
        assertThat(repair(query, POSTGRES)).isEmpty();
    }

    static Stream<String> refused() throws IOException {
        return QueryCase.read("postgres-cases.txt")
                .filter(one -> !one.findings().isEmpty())
                .map(QueryCase::query);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatItMakesIsAccepted(String query) {
        List<ContractReport> reports = repair(query, POSTGRES).stream()
                .map(text -> CHECKER.validate(new ContractQuery(text, POSTGRES)))
                .toList();

        assertThat(reports).allMatch(ContractReport::accepted);
    }

    private static Optional<String> repair(String text, SchemaContext schema) {
        ContractQuery query = new ContractQuery(text, schema);
        return Repair.of(query, CHECKER.validate(query), CHECKER);
    }
}
