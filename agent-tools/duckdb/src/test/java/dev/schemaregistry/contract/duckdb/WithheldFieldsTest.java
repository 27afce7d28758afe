package dev.schemaregistry.contract.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.tools.QueryCheckers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithheldFieldsTest {
    private static final ContractChecker CHECKER = QueryCheckers.all();
    private static final SchemaContext SHOP = SchemaContext.of(
            new SourceId("shop"),
            Dialect.DUCKDB,
            "",
            "main",
            List.of(
                    table("customers", text("name"), text("ssn", Field.HIDDEN), text("salary", Field.MASKED)),
                    table("orders", text("customer"), text("status")),
                    table("archive", text("ssn"))),
            Map.of());

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    private static Table table(String name, Field... fields) {
        return Table.builder(TableName.of(name), TableKind.TABLE).fields(fields).build();
    }

    private static Field text(String name) {
        return Field.of(name, DataType.string()).withNativeType("VARCHAR");
    }

    private static Field text(String name, String access) {
        return text(name).withProperties(Map.of(Field.ACCESS, access));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ssn FROM customers",
                "SELECT c.salary FROM customers c",
                "SELECT max(salary) FROM customers",
                "SELECT * FROM customers",
                "FROM customers",
                "SELECT c.* FROM customers c",
                "SELECT * EXCLUDE (ssn, salary) FROM customers",
                "SELECT COLUMNS('s.*') FROM customers",
                "SELECT c FROM customers c",
                "SELECT customers FROM customers",
                "SELECT c['ssn'] FROM customers c",
                "SELECT struct_extract(c, 'ssn') FROM customers c",
                "SELECT x FROM customers c(a, x, b)",
                "SELECT #2 FROM customers",
                "SELECT name FROM customers ORDER BY ssn",
                "SELECT name FROM customers WHERE ssn = '1'",
                "SELECT name FROM customers WHERE name = (SELECT ssn FROM customers LIMIT 1)",
                "SELECT a.ssn FROM archive a NATURAL JOIN customers c",
                "SELECT name FROM archive JOIN customers USING (ssn)",
                "WITH c AS (SELECT * FROM customers) SELECT name FROM c",
                "SELECT 'a', 'b', 'c' UNION ALL FROM customers",
                "PIVOT customers ON name USING count(*)",
                "UNPIVOT customers ON ssn INTO NAME n VALUE v"
            })
    void refusesWhatMayReturnOne(String query) {
        ContractReport report = CHECKER.validate(new ContractQuery(query, SHOP));

        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.REJECT);
        assertThat(report.pureRead()).isFalse();
        boolean isSelect = Stream.of("PIVOT", "UNPIVOT").noneMatch(query::startsWith);
        if (isSelect) {
            assertThat(report.findings())
                    .extracting(Finding::rule)
                    .as("%s", report)
                    .contains(Rule.FIELD_WITHHELD);
        }
        if (!query.contains("ssn")) {
            assertThat(report.toString()).doesNotContain("ssn");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT name FROM customers",
                "SELECT count(*) FROM customers",
                "SELECT * FROM orders",
                "SELECT ssn FROM archive",
                "SELECT o.status, c.name FROM orders o JOIN customers c ON c.name = o.customer"
            })
    void acceptsWhatNamesOthers(String query) {
        assertThat(CHECKER.validate(new ContractQuery(query, SHOP)).verdict()).isEqualTo(Verdict.ACCEPT);
    }
}
