package dev.schemaregistry.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A line of a case file: a request and what is to be found in it. */
public record JsonCase(String says, String text, JsonNode expected) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Stream<JsonCase> read(String resource) throws IOException {
        try (InputStream in = requireNonNull(JsonCase.class.getResourceAsStream(resource), resource)) {
            List<JsonCase> cases = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                JsonNode node = JSON.readTree(line);
                String text = node.has("text")
                        ? node.get("text").asText()
                        : node.get("query").toString();
                cases.add(new JsonCase(node.get("says").asText(), text, node));
            }
            return cases.stream();
        }
    }

    /** The codes of errors and remarks. */
    public Stream<String> codes() {
        return Stream.of("errors", "warnings", "infos")
                .flatMap(member -> list(member).stream())
                .map(each -> each.replaceAll(":.*", ""));
    }

    public void judge(ContractReport report) {
        List<Finding> errors =
                report.findings().stream().filter(Finding::isError).toList();
        List<String> wanted = list("errors");
        assertThat(errors)
                .extracting(Finding::code)
                .as("%s", errors)
                .containsExactlyElementsOf(
                        wanted.stream().map(each -> each.replaceAll(":.*", "")).toList());
        for (int at = 0; at < errors.size(); at++) {
            if (wanted.get(at).contains(":")) {
                String suggestion = wanted.get(at).replaceFirst("[^:]*:", "");
                assertThat(errors.get(at).suggestions())
                        .as("%s", errors.get(at))
                        .startsWith(suggestion);
                assertThat(errors.get(at).fix().orElseThrow().applyTo(text)).contains(suggestion);
            }
        }
        assertThat(report.findings().stream().filter(finding -> finding.severity() == Severity.WARNING))
                .extracting(Finding::code)
                .as("%s", report.findings())
                .containsExactlyInAnyOrderElementsOf(list("warnings"));
        assertThat(report.findings()).extracting(Finding::code).containsAll(list("infos"));
        Verdict verdict = expected.has("verdict")
                ? Verdict.valueOf(expected.get("verdict").asText())
                : wanted.isEmpty() ? Verdict.ACCEPT : Verdict.REJECT;
        assertThat(report.verdict()).isEqualTo(verdict);
        assertThat(report.pureRead()).isEqualTo(wanted.isEmpty());
        if (expected.has("columns")) {
            assertThat(report.columns()).extracting(ResultColumn::name).containsExactlyElementsOf(list("columns"));
        }
    }

    private List<String> list(String member) {
        List<String> values = new ArrayList<>();
        expected.path(member).forEach(each -> values.add(each.asText()));
        return values;
    }

    @Override
    public String toString() {
        return says;
    }
}
