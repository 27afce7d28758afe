package dev.schemaregistry.contract.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.SchemaContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever the text, there is a report in time, and only a proved read is accepted. */
class AnyDocumentPropertyTest {
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final MongoContractChecker CHECKER = MongoContractChecker.create();
    private static final SchemaContext LODGE = LodgeSchemas.lodge();

    @AfterContainer
    static void close() {
        CHECKER.close();
    }

    @Property
    void anyCharactersGetAReport(@ForAll String text) {
        judge(text);
    }

    @Property
    void anyDocumentGetsAReport(@ForAll("documents") String value) {
        judge("{\"aggregate\": \"stays\", \"pipeline\": [" + value + "], \"cursor\": {}}");
        judge("{\"find\": \"stays\", \"filter\": " + value + '}');
        judge(value);
    }

    @Property
    void anyStageWithAnyValueGetsAReport(@ForAll("stages") String stage, @ForAll("documents") String value) {
        judge("{\"aggregate\": \"stays\", \"pipeline\": [{\"" + stage + "\": " + value
                + "}, {\"$match\": {\"price\": 1}}]}");
    }

    @Property
    void aQueryWithAPieceCutOutGetsAReport(@ForAll("cut") String text) {
        judge(text);
    }

    private static void judge(String text) {
        long start = System.nanoTime();
        ContractReport report = CHECKER.validate(new ContractQuery(text, LODGE));
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(took).as(text).isLessThan(BOUND);
        assertThat(report.findings().stream()
                        .filter(finding -> finding.message().contains("has no opinion on this query"))
                        .map(Finding::message))
                .as(text)
                .isEmpty();
        assertThat(report.pureRead()).isEqualTo(report.verdict() != Verdict.REJECT);
        report.findings().forEach(finding -> finding.fix().ifPresent(fix -> fix.applyTo(text)));
    }

    @Provide
    Arbitrary<String> stages() {
        return Arbitraries.of(new ArrayList<>(Operators.table().names(Operators.STAGE)));
    }

    @Provide
    Arbitrary<String> documents() {
        List<String> names = new ArrayList<>(List.of(
                "price",
                "extras.item",
                "",
                ".",
                "$",
                "$$",
                "a.",
                "_id",
                "input",
                "in",
                "as",
                "vars",
                "output",
                "from",
                "pipeline",
                "window",
                "sortBy",
                "n",
                "x"));
        for (String kind : List.of(
                Operators.EXPRESSION, Operators.FIELD, Operators.QUERY, Operators.ACCUMULATOR, Operators.STAGE)) {
            names.addAll(Operators.table().names(kind));
        }
        Arbitrary<String> leaves = Arbitraries.of(
                "1",
                "0",
                "-1",
                "1.5",
                "true",
                "null",
                "\"price\"",
                "\"$price\"",
                "\"$$ROOT\"",
                "\"$$\"",
                "\"$\"",
                "\"$.a\"",
                "{}",
                "[]",
                "{\"$oid\": \"507f1f77bcf86cd799439011\"}",
                "\"$extras.item\"",
                "\"guests\"",
                "{\"$numberDecimal\": \"NaN\"}",
                "1e400",
                "{\"$date\": {\"$numberLong\": \"0\"}}",
                "/x/",
                "\"$$this.a\"");
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        Combinators.combine(Arbitraries.of(names), inner)
                                .as((name, value) -> "{\"" + name + "\": " + value + '}'),
                        Combinators.combine(Arbitraries.of(names), inner, Arbitraries.of(names), inner)
                                .as((a, x, b, y) -> "{\"" + a + "\": " + x + ", \"" + b + "\": " + y + '}'),
                        Combinators.combine(inner, inner).as((x, y) -> '[' + x + ", " + y + ']')),
                0,
                5);
    }

    @Provide
    Arbitrary<String> cut() throws IOException {
        List<String> queries = MongoCase.read().map(MongoCase::query).toList();
        return Combinators.combine(
                        Arbitraries.of(queries),
                        Arbitraries.integers().between(0, 150),
                        Arbitraries.integers().between(0, 12))
                .as((query, at, length) -> {
                    int start = Math.min(at, query.length());
                    int end = Math.min(start + length, query.length());
                    return query.substring(0, start) + query.substring(end);
                });
    }
}
