package dev.schemaregistry.contract.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractCheckers;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.JsonCase;
import dev.schemaregistry.contract.plan.PlanReport.StepReport;
import dev.schemaregistry.contract.qdrant.QdrantContractChecker;
import dev.schemaregistry.contract.sql.SqlContractChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanCasesTest {
    private static final SqlContractChecker SQL = SqlContractChecker.create();
    private static final ContractChecker CHECKER = ContractCheckers.of(
            Map.of(Dialect.POSTGRESQL, SQL, Dialect.SQLITE, SQL, Dialect.QDRANT, QdrantContractChecker.create()));
    private static final PlanCheck PLANS = new PlanCheck(CHECKER, SeveralSources.known());

    static Stream<JsonCase> cases() throws IOException {
        return JsonCase.read("plan/plan-cases.jsonl");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judgesPlans(JsonCase plan) {
        PlanReport report = PLANS.check(plan.text());

        List<String> wanted = texts(plan.expected().path("errors"));
        List<Finding> errors =
                report.findings().stream().filter(Finding::isError).toList();
        assertThat(errors)
                .extracting(Finding::code)
                .as("%s", errors)
                .containsExactlyElementsOf(
                        wanted.stream().map(each -> each.replaceAll(":.*", "")).toList());
        for (int at = 0; at < errors.size(); at++) {
            if (wanted.get(at).contains(":")) {
                assertThat(errors.get(at).suggestions())
                        .startsWith(wanted.get(at).replaceFirst("[^:]*:", ""));
            }
        }
        assertThat(report.findings().stream().filter(finding -> finding.severity() == Severity.WARNING))
                .extracting(Finding::code)
                .as("%s", report.findings())
                .containsExactlyInAnyOrderElementsOf(texts(plan.expected().path("warnings")));
        Verdict verdict = plan.expected().has("verdict")
                ? Verdict.valueOf(plan.expected().get("verdict").asText())
                : wanted.isEmpty() ? Verdict.ACCEPT : Verdict.REJECT;
        assertThat(report.verdict()).as("%s", report.findings()).isEqualTo(verdict);
        plan.expected()
                .path("fields")
                .properties()
                .forEach(step -> assertThat(
                                report.findStep(step.getKey()).orElseThrow().fields())
                        .extracting(ResultColumn::name)
                        .containsExactlyElementsOf(texts(step.getValue())));
        if (plan.expected().has("order")) {
            assertThat(report.steps())
                    .extracting(StepReport::id)
                    .containsExactlyElementsOf(texts(plan.expected().path("order")));
        }
    }

    @Test
    void theExamplesOfTheDocumentAreAccepted() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "plans.md"));
        Matcher block = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL).matcher(document);

        assertThat(block.find()).isTrue();
        PlanReport report = PLANS.check(block.group(1));
        assertThat(report.verdict()).as("%s", report.findings()).isEqualTo(Verdict.ACCEPT);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
