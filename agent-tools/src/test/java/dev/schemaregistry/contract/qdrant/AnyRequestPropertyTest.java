package dev.schemaregistry.contract.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.JsonCase;
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
import org.junit.jupiter.api.Test;

/** Whatever the text, there is a verdict in time, and only a known read is accepted. */
class AnyRequestPropertyTest {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final QdrantContractChecker CHECKER = QdrantContractChecker.create();
    private static final SchemaContext LIBRARY = Library.context();

    @Property
    void anyCharactersGetAReport(@ForAll String text) {
        judge(text);
    }

    @Property
    void anyDocumentOfItsWordsGetsAReport(@ForAll("documents") String text) {
        judge(text);
    }

    @Property
    void aRequestWithAPieceCutOutGetsAReport(@ForAll("cut") String text) {
        judge(text);
    }

    @Test
    void hostileNestingGetsAReport() {
        judge("{\"collection\":\"articles\",\"filter\":" + "{\"must\":[".repeat(20_000));
        judge("[".repeat(200_000));
        judge(nested(60, "{\"must\":[", "{\"key\":\"x\",\"match\":{\"value\":1}}", "]}"));
        judge(nested(40, "{\"must\":{\"nested\":{\"key\":\"reviews\",\"filter\":", "{}", "}}}"));
    }

    @Test
    void hostileLengthGetsAReport() {
        judge(filter("{\"key\":\"%d_nobody\",\"match\":{\"value\":\"x\"}}", 5_000));
        judge(filter("{\"key\":\"note\",\"match\":{\"value\":\"%d\"}}", 5_000));
        judge(filter("{\"musst%d\":1}", 10_000));
        judge("{\"collection\":\"photos\",\"query\":[" + "1,".repeat(100_000) + "1]}");
        judge("{\"collection\":\"" + "articles".repeat(30_000) + "\"}");
        judge("{\"collection\":\"articles\",\"filter\":{\"must\":{\"key\":\"" + "a.".repeat(100_000)
                + "a\",\"match\":{\"value\":1}}}}");
        judge("{\"collection\":\"photos\",\"query\":1,\"score_threshold\":1e999999999999}");
        judge("{\"collection\":\"photos\",\"query\":1,\"limit\":" + "9".repeat(390) + "}");
    }

    private static String nested(int levels, String open, String inner, String close) {
        return "{\"collection\":\"articles\",\"filter\":" + open.repeat(levels) + inner + close.repeat(levels) + "}";
    }

    private static String filter(String condition, int times) {
        StringBuilder text = new StringBuilder("{\"collection\":\"articles\",\"filter\":{\"must\":[");
        for (int at = 0; at < times; at++) {
            text.append(at == 0 ? "" : ",").append(String.format(condition, at));
        }
        return text.append("]}}").toString();
    }

    private static void judge(String text) {
        long start = System.nanoTime();
        ContractReport report = CHECKER.validate(new ContractQuery(text, LIBRARY));
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        String shown = text.length() > 300 ? text.substring(0, 300) : text;
        assertThat(took).as(shown).isLessThan(BOUND);
        boolean known = report.findings().stream()
                .filter(finding -> finding.code().equals("CHECK_INCOMPLETE"))
                .map(Finding::message)
                .allMatch(message -> message.contains("relevance_feedback"));
        assertThat(known).as("%s: %s", shown, report.findings()).isTrue();
        assertThat(report.verdict() != Verdict.ACCEPT || report.pureRead()).isTrue();
        report.findings().forEach(finding -> finding.fix().ifPresent(fix -> fix.applyTo(text)));
    }

    @Provide
    Arbitrary<String> documents() {
        return value(4).map(inner -> "{\"collection\": \"articles\", \"query\": " + inner + ", \"using\": \"dense\"}");
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> leaf = Arbitraries.of(
                "1",
                "-1",
                "0.5",
                "\"a\"",
                "true",
                "null",
                "\"category\"",
                "\"reviews[].stars\"",
                "\"dense\"",
                "\"2026-01-01\"",
                "\"$score\"",
                "[]",
                "{}");
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<String> inner = value(depth - 1);
        Arbitrary<String> names = Arbitraries.of(
                "nearest",
                "recommend",
                "positive",
                "negative",
                "filter",
                "must",
                "should",
                "must_not",
                "min_should",
                "conditions",
                "min_count",
                "key",
                "match",
                "value",
                "any",
                "range",
                "gte",
                "lt",
                "geo_radius",
                "center",
                "radius",
                "nested",
                "has_id",
                "is_empty",
                "prefetch",
                "query",
                "fusion",
                "formula",
                "sum",
                "mult",
                "order_by",
                "sample",
                "indices",
                "values",
                "context",
                "target",
                "with_payload");
        return Arbitraries.oneOf(
                leaf,
                inner.list().ofMaxSize(3).map(items -> '[' + String.join(",", items) + ']'),
                Combinators.combine(names, inner, names, inner)
                        .as((one, first, other, second) -> one.equals(other)
                                ? "{\"" + one + "\":" + first + '}'
                                : "{\"" + one + "\":" + first + ",\"" + other + "\":" + second + '}'));
    }

    @Provide
    Arbitrary<String> cut() throws IOException {
        List<String> requests =
                JsonCase.read("qdrant/qdrant-cases.jsonl").map(JsonCase::text).toList();
        return Combinators.combine(
                        Arbitraries.of(requests),
                        Arbitraries.integers().between(0, 200),
                        Arbitraries.integers().between(0, 12))
                .as((request, at, length) -> {
                    int start = Math.min(at, request.length());
                    int end = Math.min(start + length, request.length());
                    return request.substring(0, start) + request.substring(end);
                });
    }
}
