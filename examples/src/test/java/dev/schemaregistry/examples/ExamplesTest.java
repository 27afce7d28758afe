package dev.schemaregistry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.summary.SchemaSummarizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example does what it is there to show. */
class ExamplesTest {
    private static Services services;

    @BeforeAll
    static void openTheSamples(@TempDir Path folder) throws IOException {
        services = SampleRegistry.open(folder);
    }

    @AfterAll
    static void close() {
        services.close();
    }

    @Test
    void anOrchestratorSendsAQuestionToOneSourceOrAsksOrSaysNo() {
        List<String> lines = output(OrchestratorExample::run).lines().toList();

        assertThat(lines.get(1)).contains("agent of shop", "shop.returns");
        assertThat(lines.get(3)).contains("ask the user first", "people");
        assertThat(lines.get(5)).contains("no source knows");
    }

    @Test
    void aPlannersPromptHoldsTheTablesItNeedsWithinItsBudget() {
        String prompt = output(PlannerExample::run);
        String schema = prompt.substring(prompt.indexOf("```"), prompt.lastIndexOf("Question:"));

        assertThat(schema).contains("logistics.carriers", "shipments", "carrier_id");
        assertThat(new SchemaSummarizer().countTokens(schema.strip())).isLessThanOrEqualTo(PlannerExample.BUDGET);
        assertThat(prompt).endsWith("Question: " + PlannerExample.QUESTION + "\n\n");
    }

    @Test
    void anImplementingAgentRepairsItsQueryBeforeTheSourcePlansIt() {
        assertThat(output(ImplementationAgentExample::run))
                .startsWith(ImplementationAgentExample.WRONG_QUERY)
                .containsSubsequence("REJECT", "c.full_name", "ACCEPT", "ACCEPTED by the source", "plan:");
    }

    @Test
    void rowsThatBreakTheContractOfTheirQueryAreLeftOut() throws SQLException {
        ContractReport checked = services.queries()
                .check(new SourceId("shop"), "SELECT customer_id, full_name FROM customers")
                .report();
        List<Map<String, ?>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT 1 AS customer_id, 'Ada' AS full_name" + " UNION ALL SELECT 'no number', 'Bo'")) {
            GuardExample.read(checked, result, services.registry(), rows::add);
        }

        assertThat(checked.accepted()).isTrue();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("full_name")).isEqualTo("Ada");
    }

    @Test
    void aRouterAsksTheSourceThatCanAnswer() {
        assertThat(output(RouterExample::run))
                .startsWith(RouterExample.QUESTION)
                .contains("logistics.carriers", "shipments")
                .doesNotContain("shop.", "clinic.")
                .contains("SELECT carrier_id");
    }

    @Test
    void aMeaningFindsWhatNoWordFinds(@TempDir Path folder) throws IOException {
        try (Services fresh = SampleRegistry.open(folder)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            HybridExample.run(fresh, new PrintStream(out, true, StandardCharsets.UTF_8));

            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("LEXICAL: NONE"),
                            line -> assertThat(line)
                                    .startsWith("HYBRID: ANSWERED. Source clinic fits best")
                                    .contains("near in meaning to table physicians"));
            assertThat(fresh.address().indexFolder().resolve("vectors")).exists();
        }
    }

    @Test
    void aLangChain4jAgentCallsTheToolsAndReadsTheirAnswers() {
        assertThat(output(LangChain4jExample::run))
                .containsSubsequence(
                        "classify_question answered:",
                        "clinic.physicians",
                        "schema_summary answered:",
                        "physician_id INTEGER",
                        "validate_query answered:",
                        "did you mean physician_id",
                        "SELECT physician_id, count(DISTINCT patient_id)");
    }

    private static String output(SampleRegistry.Example example) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        example.run(services, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
