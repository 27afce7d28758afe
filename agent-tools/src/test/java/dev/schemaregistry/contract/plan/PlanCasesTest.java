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
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.plan.PlanReport.StepReport;
import dev.schemaregistry.contract.qdrant.Library;
import dev.schemaregistry.contract.qdrant.QdrantContractChecker;
import dev.schemaregistry.contract.sql.SqlContractChecker;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanCasesTest {
    private static final SqlContractChecker SQL = SqlContractChecker.create();
    private static final ContractChecker CHECKER = ContractCheckers.of(
            Map.of(Dialect.POSTGRESQL, SQL, Dialect.SQLITE, SQL, Dialect.QDRANT, QdrantContractChecker.create()));
    private static final PlanCheck PLANS = new PlanCheck(CHECKER, sources());

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

    @Property(tries = 200)
    void anyTextGetsAReport(@ForAll String text) {
        assertThat(PLANS.check(text).verdict()).isNotEqualTo(Verdict.ACCEPT);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** Two SQLite files, a PostgreSQL database, a Qdrant server, and a source that no checker reads. */
    private static PlanSources sources() {
        Map<String, SchemaContext> contexts = Map.of(
                "crm",
                sqlite(
                        "crm",
                        "customers",
                        field("id", "INTEGER", ScalarKind.INT64),
                        field("name", "TEXT", ScalarKind.STRING),
                        field("city", "TEXT", ScalarKind.STRING),
                        field("joined", "DATE", ScalarKind.DATE)),
                "ledger",
                sqlite(
                        "ledger",
                        "orders",
                        field("id", "INTEGER", ScalarKind.INT64),
                        field("customer_id", "INTEGER", ScalarKind.INT64),
                        field("amount", "REAL", ScalarKind.FLOAT64),
                        field("note", "TEXT", ScalarKind.STRING)),
                "warehouse",
                context(
                        "warehouse",
                        Dialect.POSTGRESQL,
                        "public",
                        "parcels",
                        field("id", "bigint", ScalarKind.INT64),
                        field("city", "text", ScalarKind.STRING)),
                "library",
                Library.context());
        PlanSources known = PlanSources.of(contexts);
        return new PlanSources() {
            @Override
            public List<String> ids() {
                return Stream.concat(known.ids().stream(), Stream.of("queue")).toList();
            }

            @Override
            public Optional<SchemaContext> findContext(String id) {
                return known.findContext(id);
            }
        };
    }

    private static SchemaContext sqlite(String source, String table, Field... fields) {
        return context(source, Dialect.SQLITE, "main", table, fields);
    }

    private static SchemaContext context(
            String source, Dialect dialect, String namespace, String table, Field... fields) {
        Table only = Table.builder(TableName.of(table), TableKind.TABLE)
                .fields(fields)
                .build();
        return SchemaContext.of(new SourceId(source), dialect, "", namespace, List.of(only), Map.of());
    }

    private static Field field(String name, String nativeType, ScalarKind kind) {
        return Field.of(name, DataType.scalar(kind)).withNativeType(nativeType);
    }
}
