package dev.schemaregistry.contract.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.tools.QueryCheckers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries on sources of which fields are withheld: whatever could return one, or be answered by one, is refused. */
class PolicyCasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ContractChecker CHECKER = QueryCheckers.all();
    private static final Map<Dialect, SchemaContext> SOURCES = new ConcurrentHashMap<>();
    private static final List<String> HIDDEN =
            List.of("ssn", "street", "zip", "secret_id", "password_hash", "wage", "blob");

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    record Case(Dialect dialect, String expect, String query) {
        @Override
        public String toString() {
            return dialect + ": " + query;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in =
                requireNonNull(PolicyCasesTest.class.getResourceAsStream("policy-cases.jsonl"), "policy-cases.jsonl")) {
            List<Case> cases = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                JsonNode node = JSON.readTree(line);
                cases.add(new Case(
                        Dialect.valueOf(node.path("dialect").asText()),
                        node.path("expect").asText(),
                        node.path("query").asText()));
            }
            return cases.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judges(Case one) {
        ContractReport report = CHECKER.validate(
                new ContractQuery(one.query(), SOURCES.computeIfAbsent(one.dialect(), WithheldSources::of)));

        switch (one.expect()) {
            case "withheld" -> {
                assertThat(report.verdict()).as("%s", report.findings()).isEqualTo(Verdict.REJECT);
                assertThat(report.findings()).extracting(Finding::rule).contains(Rule.FIELD_WITHHELD);
            }
            case "refused" -> assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.REJECT);
            case "unverified" -> assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.UNVERIFIED);
            default -> assertThat(report.verdict()).as("%s", report.findings()).isEqualTo(Verdict.ACCEPT);
        }
        assertThat(report.pureRead()).isEqualTo(one.expect().equals("accept"));
        namesNoHiddenField(one, report);
    }

    /** What the query does not name, the report does not either. */
    private static void namesNoHiddenField(Case one, ContractReport report) {
        String said = report.toString().toLowerCase(Locale.ROOT);
        HIDDEN.stream()
                .filter(name -> !one.query().toLowerCase(Locale.ROOT).contains(name))
                .forEach(name -> assertThat(said).as(name).doesNotContainPattern("\\b" + name + "\\b"));
    }
}
