package dev.schemaregistry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunReport.Verdict;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.SourceConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What every {@link DryRunner} promises. A test implements {@link #newQueries()} and inherits the tests. */
public interface DryRunnerContract {
    /** A source with the queries to try on it; closed by the test. */
    DryRunQueries newQueries() throws Exception;

    @Test
    default void aRightQueryIsAcceptedWithPlanAndColumns() throws Exception {
        try (DryRunQueries queries = newQueries();
                SourceConnector connector = queries.open()) {
            DryRunReport report = run(connector, queries.right());
            assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.ACCEPTED);
            assertThat(report.code()).isEmpty();
            assertThat(report.plan())
                    .hasValueSatisfying(plan -> assertThat(plan).isNotBlank());
            assertThat(report.columns().stream().map(DryRunReport.Column::name)).isEqualTo(queries.rightColumns());
        }
    }

    @Test
    default void aWrongQueryIsRejectedWithCodeAndReason() throws Exception {
        try (DryRunQueries queries = newQueries();
                SourceConnector connector = queries.open()) {
            for (String query : wrong(queries)) {
                DryRunReport report = run(connector, query);
                assertThat(report.verdict()).as("%s: %s", query, report).isEqualTo(Verdict.REJECTED);
                assertThat(report.code()).isNotBlank();
                assertThat(report.message()).isNotBlank().doesNotContain("\n");
                assertThat(report.plan()).isEmpty();
            }
        }
    }

    @Test
    default void anUnknownFieldIsWrongOnlyWhereTheSourceKnowsItsFields() throws Exception {
        try (DryRunQueries queries = newQueries();
                SourceConnector connector = queries.open()) {
            assertThat(run(connector, queries.unknownField()).verdict())
                    .isEqualTo(queries.refusesUnknownFields() ? Verdict.REJECTED : Verdict.ACCEPTED);
        }
    }

    @Test
    default void whatIsNoSingleReadIsRejectedAndLeavesNoTrace() throws Exception {
        try (DryRunQueries queries = newQueries()) {
            String before = queries.everything();
            try (SourceConnector connector = queries.open()) {
                SoftAssertions softly = new SoftAssertions();
                for (String query : queries.forbidden()) {
                    softly.assertThat(run(connector, query).verdict()).as(query).isEqualTo(Verdict.REJECTED);
                }
                softly.assertAll();
                assertThat(run(connector, queries.right()).verdict())
                        .as("after all that")
                        .isEqualTo(Verdict.ACCEPTED);
            }
            assertThat(queries.everything()).isEqualTo(before);
        }
    }

    @Test
    default void manyThreadsMayAskAtOnce() throws Exception {
        try (DryRunQueries queries = newQueries();
                SourceConnector connector = queries.open()) {
            DryRunner runner = connector.dryRunner().orElseThrow();
            Limits patient = new Limits(Duration.ofSeconds(30));
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Verdict>> tasks = new ArrayList<>();
                List<String> wrong = wrong(queries);
                String rejected = wrong.get(wrong.size() - 1);
                Stream.generate(() -> queries).limit(40).forEach(q -> {
                    tasks.add(() -> runner.dryRun(q.right(), patient).verdict());
                    tasks.add(() -> runner.dryRun(rejected, patient).verdict());
                });
                List<Verdict> verdicts = new ArrayList<>();
                for (Future<Verdict> verdict : threads.invokeAll(tasks)) {
                    verdicts.add(verdict.get());
                }
                for (int i = 0; i < verdicts.size(); i++) {
                    assertThat(verdicts.get(i)).isEqualTo(i % 2 == 0 ? Verdict.ACCEPTED : Verdict.REJECTED);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    default void emptyTextIsRejected() throws Exception {
        try (DryRunQueries queries = newQueries();
                SourceConnector connector = queries.open()) {
            for (String nothing : List.of("", "   \n", ";")) {
                assertThat(run(connector, nothing).verdict()).isEqualTo(Verdict.REJECTED);
            }
        }
    }

    private static List<String> wrong(DryRunQueries queries) {
        return queries.refusesUnknownFields()
                ? List.of(queries.unknownTable(), queries.unknownField())
                : List.of(queries.unknownTable());
    }

    private static DryRunReport run(SourceConnector connector, String query) {
        return connector.dryRunner().orElseThrow().dryRun(query, Limits.DEFAULT);
    }
}
