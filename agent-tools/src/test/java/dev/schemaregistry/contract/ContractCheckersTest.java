package dev.schemaregistry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.tools.QueryCheckers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractCheckersTest {
    @Test
    void aDialectThatNobodyReadsGetsNoOpinion() {
        try (ContractChecker none = ContractCheckers.of(Map.of())) {
            ContractReport report = none.validate(new ContractQuery("anything", empty(Dialect.SQLITE)));

            assertThat(report.verdict()).isEqualTo(Verdict.UNVERIFIED);
            assertThat(report.pureRead()).isFalse();
        }
    }

    @Test
    void aDialectWhoseEngineIsNotThereGetsNoOpinionAndIsToldOfItsModule() {
        try (ContractChecker all = QueryCheckers.all()) {
            ContractReport report = all.validate(new ContractQuery("SELECT 1", empty(Dialect.DUCKDB)));

            assertThat(report.verdict()).isEqualTo(Verdict.UNVERIFIED);
            assertThat(report.findings().get(0).message()).contains("duckdb-check");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DUCKDB")
    void everyOtherDialectIsRead(Dialect dialect) {
        try (ContractChecker all = QueryCheckers.all()) {
            ContractReport report = all.validate(new ContractQuery("~", empty(dialect)));

            boolean partial = Set.of(Dialect.MYSQL, Dialect.CLICKHOUSE, Dialect.BIGQUERY, Dialect.SPARK)
                    .contains(dialect);
            assertThat(report.verdict()).isEqualTo(partial ? Verdict.UNPARSED : Verdict.REJECT);
        }
    }

    private static SchemaContext empty(Dialect dialect) {
        return SchemaContext.of(new SourceId("shop"), dialect, "", "", List.of(), Map.of());
    }
}
