package dev.schemaregistry.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.SourceId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a query may use follows from the version of the source's server. */
class ServerVersionsTest {
    private static final SqlContractChecker CHECKER = SqlContractChecker.create();

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PostgreSQL 15.19 | SELECT any_value(1)            | 42883",
                "PostgreSQL 16.15 | SELECT any_value(1)            | ''",
                "PostgreSQL 15.19 | SELECT random_normal()         | 42883",
                "PostgreSQL 16.15 | SELECT random_normal()         | ''",
                "PostgreSQL 17.11 | SELECT array_sort(ARRAY[2, 1]) | 42883",
                "PostgreSQL 18.6  | SELECT array_sort(ARRAY[2, 1]) | ''",
                "PostgreSQL 18.6  | SELECT uuidv7()                | ''",
                "PostgreSQL 18.6  | SELECT crc32('a'::bytea)       | ''",
                "PostgreSQL 18.6  | SELECT pg_get_loaded_modules() | POLICY_FUNCTION",
                "PostgreSQL 17.11 | SELECT pg_get_wait_events()    | POLICY_FUNCTION",
                "PostgreSQL 17.11 | SELECT JSON_VALUE('1', '$')    | ''",
                "PostgreSQL 16.15 | SELECT JSON_VALUE('1', '$')    | 42601",
                "PostgreSQL 16.15 | SELECT JSON_ARRAY(1)           | ''",
                "PostgreSQL 15.19 | SELECT JSON_ARRAY(1)           | 42601",
                "PostgreSQL 14.24 | SELECT pg_is_in_backup()       | POLICY_FUNCTION",
                "PostgreSQL 15.19 | SELECT pg_is_in_backup()       | 42883",
                "''               | SELECT lower('A')              | ''"
            })
    void aFunctionIsJudgedByTheServersVersion(String engine, String query, String code) {
        ContractReport report = report(engine, query);

        assertThat(report.findings().stream()
                        .filter(Finding::isError)
                        .map(Finding::code)
                        .findFirst()
                        .orElse(""))
                .as("%s", report)
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"PostgreSQL 19.1", "PostgreSQL 13.22"})
    void whatTheNearestVersionLacksIsLeftUndecidedAndIsNoProvenRead(String engine) {
        for (String query : List.of("SELECT made_up(1)", "SELECT 1 <%%%> 2", "SELECT 'a'::made_up")) {
            ContractReport report = report(engine, query);

            assertThat(report.verdict()).as(query).isEqualTo(Verdict.UNVERIFIED);
            assertThat(report.pureRead()).isFalse();
            assertThat(report.findings())
                    .anyMatch(finding -> finding.rule() == Rule.CHECK_INCOMPLETE
                            && finding.message().contains("nearest version known here"));
        }
    }

    @Test
    void whatTheNearestVersionKnowsIsJudgedAsEver() {
        assertThat(report("PostgreSQL 19.1", "SELECT lower('A')").accepted()).isTrue();
        assertThat(report("PostgreSQL 19.1", "SELECT pg_sleep(1)").verdict()).isEqualTo(Verdict.REJECT);
    }

    private static ContractReport report(String engine, String query) {
        SchemaContext schema =
                SchemaContext.of(new SourceId("any"), Dialect.POSTGRESQL, engine, "public", List.of(), Map.of());
        return CHECKER.validate(new ContractQuery(query, schema));
    }
}
