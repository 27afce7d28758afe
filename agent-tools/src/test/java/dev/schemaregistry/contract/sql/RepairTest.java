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
            value = {
                "SELECT nmae FROM customers | SELECT name FROM customers",
                "SELECT nmae FROM custmers | SELECT name FROM customers",
                "SELECT c.nmae, c.emial FROM customers c | SELECT c.name, c.email FROM customers c",
                "SELECT o.totl FROM ordes o JOIN custmers c ON c.id = o.customer_idd"
                        + " | SELECT o.total FROM orders o JOIN customers c ON c.id = o.customer_id",
                "SELECT x.name FROM customers c | SELECT c.name FROM customers c",
                "SELECT lenght(name) FROM customers | SELECT length(name) FROM customers"
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
