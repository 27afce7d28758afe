package dev.schemaregistry.contract.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.SchemaContext;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries made to exhaust the checker. */
class HostileDocumentsTest {
    private static final MongoContractChecker CHECKER = MongoContractChecker.create();
    private static final SchemaContext LODGE = LodgeSchemas.lodge();

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    static Stream<String> texts() {
        String doubling = "{$set: {a: {x: '$$ROOT', y: '$$ROOT', z: {$cond: [true, '$$ROOT', '$a']}}}},";
        StringBuilder names = new StringBuilder();
        StringBuilder windows = new StringBuilder();
        for (int at = 0; at < 9_000; at++) {
            names.append("nme").append(at).append(": 1, ");
            windows.append('w').append(at).append(": {$rank: {}}, ");
        }
        return Stream.of(
                "{a: ".repeat(40_000),
                "[".repeat(200_000),
                "{find: 'guests', filter: " + "{$and: [".repeat(20_000),
                "{find: 'guests', filter: " + "{$nor: [".repeat(60) + "{}" + "]}".repeat(60) + '}',
                "{aggregate: 'guests', pipeline: [" + doubling.repeat(900) + "{$match: {}}], cursor: {}}",
                "{aggregate: 'guests', pipeline: [" + "{$unionWith: 'stays'},".repeat(999)
                        + "{$match: {}}], cursor: {}}",
                "{aggregate: 'guests', pipeline: [" + "{$match: {}},".repeat(5_000) + "], cursor: {}}",
                "{find: 'guests', filter: {" + names + "}}",
                "{aggregate: 'guests', pipeline: [{$setWindowFields: {output: {" + windows + "}}}], cursor: {}}",
                "{aggregate: 'guests', pipeline: [{$set: {" + names + "}}, {$project: {" + names + "}}], cursor: {}}",
                "{find: '" + "g".repeat(200_000) + "'}",
                "{find: 'guests', filter: {" + "x".repeat(200_000) + ": 1}}",
                "{find: 'guests', filter: {'" + "a.".repeat(100_000) + "b': 1}}",
                "{find: 'guests', limit: " + "9".repeat(200_000) + '}',
                "{find: 'guests', limit: NumberDecimal('" + "9".repeat(200_000) + "')}",
                "{find: 'guests', filter: {points: NumberDecimal('0E-999999999')}}",
                "{find: 'guests', filter: {points: NumberDecimal('1E999999999')}}",
                "{find: 'guests', filter: {points: " + "1.".repeat(100_000) + "}}",
                "{find: 'guests', filter: {birthday: ISODate('" + "2".repeat(900) + "')}}",
                "{find: 'guests', filter: {points: {$in: [" + "1,".repeat(100_000) + "1]}}}",
                "{find: 'guests', filter: {points: {$in: [" + "'x',".repeat(60_000) + "1]}}}",
                "{aggregate: 'guests', pipeline: " + "[{$facet: {a: ".repeat(50) + "[]" + "}}]".repeat(50)
                        + ", cursor: {}}",
                "{find: 'guests', filter: {$expr: " + "{$add: [1, ".repeat(140) + '1' + "]}".repeat(140) + "}}",
                "{find: 'guests', comment: '" + "\\u0000".repeat(30_000) + "'}");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("texts")
    @Timeout(2)
    void isAnsweredInTime(String text) {
        ContractReport report = CHECKER.validate(new ContractQuery(text, LODGE));

        assertThat(report.verdict()).isNotEqualTo(Verdict.UNVERIFIED);
    }
}
