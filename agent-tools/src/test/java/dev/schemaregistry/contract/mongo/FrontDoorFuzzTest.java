package dev.schemaregistry.contract.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.QueryMutator;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As the one of SQL, for MongoDB queries. What was found stands in {@link #whatWasFoundIsAnswered}. */
class FrontDoorFuzzTest {
    private static final MongoContractChecker CHECKER = MongoContractChecker.create();
    private static final SchemaContext LODGE = LodgeSchemas.lodge();
    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final QueryMutator QUERIES = mutator();

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    private static QueryMutator mutator() {
        try {
            return new QueryMutator(
                    MongoCase.read().map(MongoCase::query).distinct().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FuzzTest(maxDuration = "30m")
    void mongo(FuzzedDataProvider data) {
        check(QUERIES.query(data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"find\": {}}", "{\"aggregate\": \"guests\", \"pipeline\": [[]], \"cursor\": {}}"})
    void whatWasFoundIsAnswered(String query) {
        check(query);
    }

    private static void check(String text) {
        long start = System.nanoTime();
        ContractReport report = CHECKER.validate(new ContractQuery(text, LODGE));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(text).isLessThan(LIMIT);
        assertThat(report.findings())
                .as(text)
                .noneMatch(finding -> finding.rule() == Rule.CHECK_INCOMPLETE
                        && finding.message().contains("Exception"));
        assertThat(report.accepted() && !report.pureRead()).as(text).isFalse();
    }
}
