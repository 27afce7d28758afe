package dev.schemaregistry.contract.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Repair;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.tools.QueryCheckers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DuckdbCasesTest {
    private static final DuckdbContractChecker CHECKER = DuckdbContractChecker.create();
    private static final SchemaContext SHOP = shop();

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    /** One case: the codes expected, in order, each with the first suggestion behind a colon, or {@code accept}. */
    record Case(String expected, String query) {}

    static Stream<Case> cases() {
        return Words.lines("duckdb-cases.txt").stream().map(line -> {
            int bar = line.indexOf(" | ");
            return new Case(line.substring(0, bar).strip(), line.substring(bar + 3));
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judges(Case expected) {
        ContractReport report = validate(expected.query());
        assertThat(summary(report, expected.expected())).as("%s", report).isEqualTo(expected.expected());
        assertThat(report.verdict())
                .isEqualTo(expected.expected().startsWith("accept") ? Verdict.ACCEPT : Verdict.REJECT);
        assertThat(report.pureRead()).isEqualTo(report.accepted());
    }

    private static String summary(ContractReport report, String expected) {
        if (report.accepted()) {
            List<String> types =
                    report.columns().stream().map(ResultColumn::nativeType).toList();
            return expected.equals("accept") ? "accept" : "accept " + types;
        }
        List<String> parts = new ArrayList<>();
        String[] wanted = expected.split(" ", -1);
        List<Finding> errors =
                report.findings().stream().filter(Finding::isError).toList();
        for (int at = 0; at < errors.size(); at++) {
            Finding error = errors.get(at);
            boolean withSuggestion = at < wanted.length && wanted[at].contains(":");
            String suggestion =
                    error.suggestions().isEmpty() ? "" : error.suggestions().get(0);
            parts.add(withSuggestion ? error.code() + ':' + suggestion : error.code());
        }
        return String.join(" ", parts);
    }

    @Test
    void placesAndTablesAndFieldsAreTold() {
        ContractReport wrong = validate("SELECT c.id,\n  c.nme FROM customers c");
        assertThat(wrong.findings().get(0).line()).hasValue(2);
        assertThat(wrong.findings().get(0).column()).hasValue(5);

        ContractReport right = validate("SELECT c.name FROM customers c JOIN sales.regions r ON r.id = c.id");
        assertThat(right.tables()).containsExactly(TableName.of("customers"), TableName.parse("sales.regions"));
        assertThat(right.fields()).extracting(ContractReport.FieldUse::field).contains("name", "id");
        assertThat(right.checkedAgainst()).containsEntry(TableName.of("customers"), SemanticVersion.FIRST);
        assertThat(right.columns()).extracting(ResultColumn::name).containsExactly("name");
    }

    @Test
    void whatIsWrongIsRepairedFromTheFindings() {
        ContractQuery query = new ContractQuery("SELECT c.nme, c.amuont FROM custmers c WHERE c.idd = 3", SHOP);
        assertThat(Repair.of(query, CHECKER.validate(query), CHECKER))
                .contains("SELECT c.name, c.amount FROM customers c WHERE c.id = 3");
    }

    @Test
    void theCheckerIsFoundWhereItsModuleIs() {
        try (var all = QueryCheckers.all()) {
            assertThat(all.validate(new ContractQuery("SELECT name FROM customers", SHOP))
                            .verdict())
                    .isEqualTo(Verdict.ACCEPT);
        }
    }

    @Test
    void whatWouldExhaustTheEngineIsAnswered() {
        for (String query : List.of(
                "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000),
                "SELECT 1" + " + 1".repeat(15_000),
                "SELECT repeat('x', 2000000000)",
                "SELECT * FROM range(1000000000000) a, range(1000000000000) b",
                "SELECT " + "[".repeat(5_000) + "]".repeat(5_000),
                "WITH a AS (SELECT 1) " + "SELECT * FROM (".repeat(2_000) + "SELECT 1" + ")".repeat(2_000))) {
            assertThat(validate(query).verdict()).as(query.substring(0, 20)).isNotNull();
        }
        assertThat(validate("SELECT name FROM customers").verdict()).isEqualTo(Verdict.ACCEPT);
    }

    private static ContractReport validate(String query) {
        return CHECKER.validate(new ContractQuery(query, SHOP));
    }

    private static SchemaContext shop() {
        List<Table> tables = List.of(
                table(
                        "customers",
                        "id",
                        "BIGINT",
                        "name",
                        "VARCHAR",
                        "tags",
                        "VARCHAR[]",
                        "address",
                        "STRUCT(city VARCHAR, zip VARCHAR)",
                        "amount",
                        "DECIMAL(10,2)",
                        "odd",
                        "INTEGER); DROP TABLE customers; --"),
                table("orders", "id", "BIGINT", "customer_id", "BIGINT", "placed", "DATE", "total", "DOUBLE"),
                table("sales.regions", "id", "INTEGER", "name", "VARCHAR"));
        return SchemaContext.of(
                new SourceId("files"),
                Dialect.DUCKDB,
                "DuckDB 1.5",
                "main",
                tables,
                Map.of(TableName.of("customers"), SemanticVersion.FIRST));
    }

    private static Table table(String name, String... columns) {
        List<Field> fields = new ArrayList<>();
        for (int at = 0; at < columns.length; at += 2) {
            fields.add(
                    Field.of(columns[at], new DataType.Native(columns[at + 1])).withNativeType(columns[at + 1]));
        }
        return Table.builder(TableName.parse(name), TableKind.TABLE)
                .fields(fields)
                .build();
    }
}
