package dev.schemaregistry.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.QueryMutator;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the text, the check answers: in time, with a verdict, without an exception, and without one that it swallowed. With {@code
 * JAZZER_FUZZ=1} one of the fuzz tests goes on until its time is up, guided by what of the checker it reaches; without it they run once.
 * What was found stands in {@code fuzz-found.txt}.
 */
class FrontDoorFuzzTest {
    private static final SqlContractChecker CHECKER = SqlContractChecker.create();
    private static final SchemaContext POSTGRES = ShopSchemas.postgres();
    private static final SchemaContext SQLITE = ShopSchemas.sqlite();
    /** Twice what is promised, since other work may slow a machine. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private static final QueryMutator POSTGRES_QUERIES = mutator("postgres-cases.txt");
    private static final QueryMutator SQLITE_QUERIES = mutator("sqlite-cases.txt");

    /** What is loaded once is not charged to a query. */
    @BeforeAll
    static void load() {
        CHECKER.validate(new ContractQuery("SELECT 1", POSTGRES));
        CHECKER.validate(new ContractQuery("SELECT 1", SQLITE));
    }

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    private static QueryMutator mutator(String cases) {
        try {
            return new QueryMutator(
                    QueryCase.read(cases).map(QueryCase::query).distinct().toList());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @FuzzTest(maxDuration = "30m")
    void postgres(FuzzedDataProvider data) {
        check(POSTGRES_QUERIES.query(data), POSTGRES);
    }

    @FuzzTest(maxDuration = "30m")
    void sqlite(FuzzedDataProvider data) {
        check(SQLITE_QUERIES.query(data), SQLITE);
    }

    static Stream<String> found() throws IOException {
        try (InputStream in = FrontDoorFuzzTest.class.getResourceAsStream("fuzz-found.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("found")
    void whatWasFoundIsAnswered(String query) {
        check(query, POSTGRES);
        check(query, SQLITE);
    }

    private static void check(String text, SchemaContext schema) {
        long start = System.nanoTime();
        ContractReport report = CHECKER.validate(new ContractQuery(text, schema));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(text).isLessThan(LIMIT);
        assertThat(report.accepted()).as(text).isEqualTo(report.verdict() == Verdict.ACCEPT);
        assertThat(List.of(Verdict.ACCEPT, Verdict.REJECT)).as(text).contains(report.verdict());
        assertThat(report.findings())
                .as(text)
                .noneMatch(finding -> finding.rule() == Rule.CHECK_INCOMPLETE
                        && finding.message().contains("Exception"));
        assertThat(report.accepted() && !report.pureRead()).as(text).isFalse();
    }
}
