package dev.schemaregistry.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The source is asked only when the stored schema has nothing against a query. */
class DryRunTest {
    private static final String GOOD = "SELECT email FROM customers";
    private static final DryRunReport ACCEPTED = new DryRunReport(
            DryRunReport.Verdict.ACCEPTED,
            "",
            "",
            "",
            OptionalInt.empty(),
            Optional.of("SCAN customers\n  USING INDEX"),
            OptionalDouble.of(12.5),
            OptionalDouble.of(1_200),
            List.of(new DryRunReport.Column("email", "TEXT")));
    private static final DryRunReport GONE =
            DryRunReport.rejected("42703", "no such column: email", "", OptionalInt.of(8));

    private final TestDesk desk = TestDesk.withShop();
    private final Source source = new Source();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void anAcceptedQueryGetsPlanCostAndRows() {
        assertThat(dryRun(GOOD).text()).isEqualTo("""
                ACCEPTED by the source; contract check ACCEPT; not executed
                cost: 13
                estimated rows: 1,200
                checked against: customers 1.0.0
                result columns:
                - email TEXT
                plan:
                SCAN customers
                  USING INDEX
                fresh: shop 1.0.0 ok, seen 3 min ago""");
        assertThat(source.asked).containsExactly(GOOD);
    }

    @Test
    void whatTheContractRefusesNeverReachesTheSource() {
        for (String query : List.of(
                "SELECT emial FROM customers",
                "DELETE FROM customers",
                "SELECT email FROM customers; SELECT 1",
                "ATTACH 'x' AS y",
                "not a query")) {
            ToolAnswer answer = dryRun(query);
            assertThat(answer.structured())
                    .as(query)
                    .containsEntry("verdict", "NOT_RUN")
                    .containsKey("findings");
        }
        assertThat(source.asked).isEmpty();
    }

    @Test
    void aSourceThatKnowsANameNoMoreMakesTheAnswerStale() {
        source.answer = GONE;
        ToolAnswer answer = dryRun(GOOD);
        assertThat(answer.structured()).containsEntry("verdict", "REJECTED").containsEntry("stale", true);
        assertThat(answer.text())
                .contains("cause: no such column: email at 1:8")
                .contains("stale: the source refuses a name that the registry knows");
        assertThat(source.hints).isEqualTo(1);
    }

    @Test
    void afterAReReadingTheQueryIsCheckedOnceMore() {
        source.answer = GONE;
        List<Table> changed = List.of(ShopTables.customers().toBuilder()
                .fields(ShopTables.text("mail_address"))
                .uniqueKeys(List.of())
                .primaryKey(Optional.empty())
                .build());
        source.onHint = Optional.of(() -> desk.seen("shop", "sqlite", changed));
        ToolAnswer answer = dryRun(GOOD);
        assertThat(answer.structured())
                .containsEntry("verdict", "NOT_RUN")
                .containsEntry("contract", "REJECT")
                .containsEntry("code", "42703");
        assertThat(answer.text()).contains("fresh: shop 2.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "42703", "42883", "42704", "3F000"})
    void everyUnknownNameIsAReasonToReadAgain(String code) {
        source.answer = DryRunReport.rejected(code, "not there", "", OptionalInt.empty());
        assertThat(dryRun(GOOD).structured()).containsEntry("stale", true);
        assertThat(source.hints).isEqualTo(1);
    }

    /** Words of a message are hostile, and in nobody's language but the engine's. */
    @ParameterizedTest
    @ValueSource(strings = {"42501", "42804", "NOT_INDEXED", "POLICY_NOT_A_READ", "SQLITE_ERROR", ""})
    void anotherRefusalIsNoReasonToReadAgain(String code) {
        source.answer = DryRunReport.rejected(code, "no such permission", "", OptionalInt.empty());
        assertThat(dryRun(GOOD).structured()).doesNotContainKey("stale");
        assertThat(source.hints).isZero();
    }

    @Test
    void noOpinionIsNoReasonToReadAgain() {
        source.answer = DryRunReport.unverified("42P01", "could not be asked", "in 30 s");
        assertThat(dryRun(GOOD).text()).startsWith("UNVERIFIED by the source").contains("in 30 s");
        assertThat(source.hints).isZero();
    }

    @Test
    void theVerdictIsSaidHoweverSmallTheBudget() {
        Map<String, String> verdicts = Map.of(GOOD, "ACCEPTED", "SELECT emial FROM customers", "NOT_RUN");
        verdicts.forEach((query, verdict) -> {
            ToolAnswer answer = desk.tools(source)
                    .call("dry_run_query", Map.of("source", "shop", "query", query, "max_tokens", Budget.LEAST));
            assertThat(answer.structured()).containsEntry("verdict", verdict).containsEntry("truncated", true);
            assertThat(answer.text()).startsWith(verdict).contains("cut: 0 of");
        });
    }

    @Test
    void aSourceWithoutDryRunSaysSo() {
        ToolAnswer answer = desk.tools().call("dry_run_query", Map.of("source", "shop", "query", GOOD));
        assertThat(answer.errorCode()).contains("UNSUPPORTED");
    }

    private ToolAnswer dryRun(String query) {
        return desk.tools(source).call("dry_run_query", Map.of("source", "shop", "query", query));
    }

    /** A source that says what the test wants, and remembers what it was asked. */
    private static final class Source implements QueryRunners {
        final List<String> asked = new ArrayList<>();
        DryRunReport answer = ACCEPTED;
        Optional<Runnable> onHint = Optional.empty();
        int hints;

        @Override
        public Optional<DryRunner> findRunner(DataSource dataSource) {
            return Optional.of((query, limits) -> {
                asked.add(query);
                return answer;
            });
        }

        @Override
        public boolean reread(DataSource dataSource) {
            hints++;
            onHint.ifPresent(Runnable::run);
            return onHint.isPresent();
        }
    }
}
