package dev.schemaregistry.contract.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.mongo.MongoCase.Expected;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MongoCasesTest {
    private static final MongoContractChecker CHECKER = MongoContractChecker.create();
    private static final SchemaContext LODGE = LodgeSchemas.lodge();

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    static Stream<MongoCase> cases() throws IOException {
        return MongoCase.read();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judgesQueries(MongoCase expected) {
        ContractReport report = CHECKER.validate(new ContractQuery(expected.query(), LODGE));

        List<Finding> errors =
                report.findings().stream().filter(Finding::isError).toList();
        assertThat(errors)
                .extracting(error -> error.rule() + " " + error.path())
                .as("%s", report.findings())
                .containsExactlyInAnyOrderElementsOf(expected.errors().stream()
                        .map(error -> error.rule() + " " + error.path())
                        .toList());
        assertThat(report.verdict()).isEqualTo(Verdict.valueOf(expected.expect().toUpperCase(Locale.ROOT)));
        assertThat(report.pureRead()).isEqualTo(expected.errors().isEmpty());
        expected.errors().forEach(error -> suggests(error, errors));
        if (!expected.columns().isEmpty()) {
            assertThat(report.columns())
                    .extracting(column -> column.name() + ':' + column.nativeType())
                    .containsExactlyInAnyOrderElementsOf(expected.columns());
        }
        if (!expected.note().isEmpty()) {
            assertThat(report.findings())
                    .extracting(finding -> finding.rule().name())
                    .contains(expected.note());
        }
    }

    private static void suggests(Expected expected, List<Finding> errors) {
        if (expected.suggestion().isEmpty()) {
            return;
        }
        Finding finding = errors.stream()
                .filter(error -> error.path().equals(expected.path())
                        && error.rule().name().equals(expected.rule()))
                .findFirst()
                .orElseThrow();
        assertThat(finding.suggestions()).as("%s", finding).startsWith(expected.suggestion());
        assertThat(finding.line()).hasValue(1);
        assertThat(finding.fix()).isPresent();
    }

    @Test
    void aFixMakesTheQueryRight() {
        String query =
                "{\n  find: \"guests\",\n  filter: {'adress.city': \"Oslo\", birthday: {$lt: \"2000-01-01\"}},\n  sort: {pionts: 1}\n}";
        ContractReport report = CHECKER.validate(new ContractQuery(query, LODGE));

        assertThat(report.findings()).extracting(f -> f.line().orElse(0)).containsExactly(3, 3, 4);
        String repaired = query;
        for (int at = report.findings().size() - 1; at >= 0; at--) {
            repaired = report.findings().get(at).fix().orElseThrow().applyTo(repaired);
        }
        assertThat(CHECKER.validate(new ContractQuery(repaired, LODGE)).verdict())
                .as(repaired)
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void tellsWhatAQueryUses() {
        String query = "{aggregate: 'stays', pipeline: [{$match: {'extras.item': 'bar'}}, {$lookup: {from: 'guests',"
                + " localField: 'guest_id', foreignField: '_id', as: 'g'}}, {$project: {'g.name': 1}}], cursor: {}}";
        ContractReport report = CHECKER.validate(new ContractQuery(query, LODGE));

        assertThat(report.tables()).extracting(Object::toString).containsExactly("guests", "stays");
        assertThat(report.fields())
                .extracting(use -> use.table() + "." + use.field())
                .containsExactly("guests._id", "guests.name", "stays.extras.item", "stays.guest_id");
    }

    @Test
    void everyReadingStageHasAnAcceptedCase() throws IOException {
        Set<String> stages = Operators.table().names(Operators.STAGE).stream()
                .filter(name -> Operators.table()
                        .find(Operators.STAGE, name)
                        .filter(stage -> stage.result().equals("read"))
                        .isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
        List<MongoCase> cases = MongoCase.read().toList();

        assertThat(stages)
                .allSatisfy(stage -> assertThat(cases)
                        .anyMatch(each ->
                                each.expect().equals("accept") && each.query().contains('"' + stage + '"')));
        assertThat(cases).hasSizeGreaterThan(150);
    }
}
