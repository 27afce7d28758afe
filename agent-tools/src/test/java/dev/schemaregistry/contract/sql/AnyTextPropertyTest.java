package dev.schemaregistry.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.SchemaContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever the text, there is a report in time, and only a proved read is accepted. */
class AnyTextPropertyTest {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final SqlContractChecker CHECKER = SqlContractChecker.create();
    private static final SchemaContext POSTGRES = ShopSchemas.postgres();
    private static final SchemaContext SQLITE = ShopSchemas.sqlite();

    @AfterContainer
    static void close() {
        CHECKER.close();
    }

    @Property
    void anyCharactersGetAReport(@ForAll String text) {
        judge(text);
    }

    @Property
    void anyMixtureOfSqlWordsGetsAReport(@ForAll("mixtures") String text) {
        judge(text);
    }

    @Property
    void aQueryWithAPieceCutOutGetsAReport(@ForAll("cut") String text) {
        judge(text);
    }

    private static void judge(String text) {
        for (SchemaContext schema : List.of(POSTGRES, SQLITE)) {
            long start = System.nanoTime();
            ContractReport report = CHECKER.validate(new ContractQuery(text, schema));
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(took).as(text).isLessThan(BOUND);
            assertThat(report.findings()).as(text).extracting(Finding::code).doesNotContain("CHECK_INCOMPLETE");
            assertThat(report.pureRead()).isEqualTo(report.verdict() == Verdict.ACCEPT);
            report.findings().forEach(finding -> finding.fix().ifPresent(fix -> fix.applyTo(text)));
        }
    }

    @Provide
    Arbitrary<String> mixtures() {
        return Arbitraries.of(
                        "SELECT",
                        "FROM",
                        "WHERE",
                        "GROUP BY",
                        "ORDER BY",
                        "HAVING",
                        "UNION",
                        "VALUES",
                        "WITH",
                        "RECURSIVE",
                        "AS",
                        "JOIN",
                        "LEFT",
                        "LATERAL",
                        "ON",
                        "USING",
                        "(",
                        ")",
                        ",",
                        ".",
                        "*",
                        ";",
                        "'a'",
                        "1",
                        "NULL",
                        "customers",
                        "orders",
                        "c",
                        "id",
                        "name",
                        "total",
                        "count",
                        "sum",
                        "max",
                        "OVER",
                        "=",
                        "+",
                        "::",
                        "integer",
                        "text",
                        "[",
                        "]",
                        "IN",
                        "NOT",
                        "CASE",
                        "WHEN",
                        "THEN",
                        "END",
                        "DISTINCT",
                        "LIMIT",
                        "DELETE",
                        "INSERT INTO",
                        "UPDATE",
                        "FOR UPDATE",
                        "INTO",
                        "--",
                        "/*",
                        "*/",
                        "\"",
                        "'",
                        "$$",
                        "ROW")
                .list()
                .ofMaxSize(25)
                .map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<String> cut() throws IOException {
        List<String> queries =
                QueryCase.read("postgres-cases.txt").map(QueryCase::query).toList();
        return Combinators.combine(
                        Arbitraries.of(queries),
                        Arbitraries.integers().between(0, 80),
                        Arbitraries.integers().between(0, 12))
                .as((query, at, length) -> {
                    int start = Math.min(at, query.length());
                    int end = Math.min(start + length, query.length());
                    return query.substring(0, start) + query.substring(end);
                });
    }
}
