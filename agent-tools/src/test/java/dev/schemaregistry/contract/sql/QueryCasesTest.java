package dev.schemaregistry.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.sql.QueryCase.Expected;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueryCasesTest {
    private static final SqlContractChecker CHECKER = SqlContractChecker.create();
    private static final SchemaContext POSTGRES = ShopSchemas.postgres();
    private static final SchemaContext SQLITE = ShopSchemas.sqlite();

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    static Stream<QueryCase> postgresCases() throws IOException {
        return QueryCase.read("postgres-cases.txt");
    }

    static Stream<QueryCase> sqliteCases() throws IOException {
        return QueryCase.read("sqlite-cases.txt");
    }

    @ParameterizedTest
    @MethodSource("postgresCases")
    void judgesPostgresQueries(QueryCase expected) {
        judge(expected, POSTGRES);
    }

    @ParameterizedTest
    @MethodSource("sqliteCases")
    void judgesSqliteQueries(QueryCase expected) {
        judge(expected, SQLITE);
    }

    private static void judge(QueryCase expected, SchemaContext schema) {
        ContractReport report = CHECKER.validate(new ContractQuery(expected.query(), schema));

        List<Finding> errors =
                report.findings().stream().filter(Finding::isError).toList();
        assertThat(errors)
                .extracting(Finding::code)
                .as("%s", errors)
                .containsExactlyElementsOf(
                        expected.findings().stream().map(Expected::code).toList());
        for (int at = 0; at < errors.size(); at++) {
            String suggestion = expected.findings().get(at).suggestion();
            if (!suggestion.isEmpty()) {
                assertThat(errors.get(at).suggestions())
                        .as("%s", errors.get(at))
                        .startsWith(suggestion);
            }
        }
        assertThat(report.verdict()).isEqualTo(expected.findings().isEmpty() ? Verdict.ACCEPT : Verdict.REJECT);
        assertThat(report.pureRead()).isEqualTo(expected.findings().isEmpty());
        if (!expected.types().isEmpty()) {
            assertThat(report.columns())
                    .extracting(ResultColumn::nativeType)
                    .containsExactlyElementsOf(expected.types());
        }
    }
}
