package dev.schemaregistry.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.FieldUse;
import dev.schemaregistry.contract.ContractReport.Nullability;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.TableName;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqlContractCheckerTest {
    private final SqlContractChecker checker = SqlContractChecker.create();
    private final SchemaContext postgres = ShopSchemas.postgres();
    private final SchemaContext sqlite = ShopSchemas.sqlite();

    @AfterEach
    void close() {
        checker.close();
    }

    private ContractReport check(String query, SchemaContext schema) {
        return checker.validate(new ContractQuery(query, schema));
    }

    @Test
    void tellsWhatAQueryReadsAndReturns() {
        ContractReport report = check(
                "SELECT c.id, c.name AS who, sum(o.total) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id",
                postgres);

        TableName customers = TableName.of("customers");
        TableName orders = TableName.of("orders");
        assertThat(report.tables()).containsExactly(customers, orders);
        assertThat(report.fields())
                .containsExactly(
                        new FieldUse(customers, "id"),
                        new FieldUse(customers, "name"),
                        new FieldUse(orders, "customer_id"),
                        new FieldUse(orders, "total"));
        assertThat(report.columns()).extracting(ResultColumn::name).containsExactly("id", "who", "sum");
        assertThat(report.columns()).extracting(ResultColumn::nativeType).containsExactly("integer", "text", "numeric");
        assertThat(report.columns())
                .extracting(ResultColumn::nullability)
                .containsExactly(Nullability.NOT_NULL, Nullability.NOT_NULL, Nullability.UNKNOWN);
        assertThat(report.checkedAgainst()).containsOnlyKeys(customers).containsValue(SemanticVersion.FIRST);
    }

    @Test
    void tellsTheSameForSqlite() {
        ContractReport report = check("SELECT c.name, o.amount FROM customers c JOIN orders o USING (id)", sqlite);

        assertThat(report.tables()).containsExactly(TableName.of("customers"), TableName.of("orders"));
        assertThat(report.columns()).extracting(ResultColumn::nativeType).containsExactly("TEXT", "REAL");
    }

    @Test
    void pointsAtTheWrongNameAndMendsIt() {
        String query = "SELECT name\nFROM customers c\nWHERE c.emial = 'ü' AND c.balanse > 0";

        ContractReport report = check(query, postgres);

        assertThat(report.findings()).hasSize(2);
        Finding first = report.findings().get(0);
        assertThat(first.line()).isEqualTo(OptionalInt.of(3));
        assertThat(first.column()).isEqualTo(OptionalInt.of(9));
        Finding second = report.findings().get(1);
        assertThat(second.column()).isEqualTo(OptionalInt.of(27));
        String mended =
                first.fix().orElseThrow().applyTo(second.fix().orElseThrow().applyTo(query));
        assertThat(check(mended, postgres).accepted()).isTrue();
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        assertThat(check("SELECT '" + "x".repeat(300_000) + "'", postgres).firstError())
                .map(Finding::rule)
                .contains(Rule.POLICY_LIMIT);
        assertThat(check("SELECT 1" + "+1".repeat(20_000), postgres).firstError())
                .map(Finding::rule)
                .contains(Rule.POLICY_LIMIT);
        assertThat(check("SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000), sqlite)
                        .accepted())
                .isFalse();
    }

    @Test
    void refusesSelectListsThatGrowWithoutBound() {
        StringBuilder query = new StringBuilder("WITH t0 AS (SELECT * FROM customers)");
        for (int level = 1; level < 30; level++) {
            query.append(", t")
                    .append(level)
                    .append(" AS (SELECT a.*, b.* FROM t")
                    .append(level - 1)
                    .append(" a, t")
                    .append(level - 1)
                    .append(" b)");
        }

        assertThat(check(query + " SELECT 1 FROM t29", postgres).firstError())
                .map(Finding::rule)
                .contains(Rule.POLICY_LIMIT);
    }

    @Test
    void namesFromAQueryCarryNoControlCharactersIntoFindings() {
        ContractReport report = check("SELECT \"a\u001b[31m\nb\" FROM customers", postgres);

        assertThat(report.findings().get(0).message()).doesNotContain("\u001b", "\n");
    }
}
