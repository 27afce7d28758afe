package dev.schemaregistry.contract.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Repair;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManyDialectsCheckerTest {
    private final ManyDialectsChecker checker = new ManyDialectsChecker();

    static Stream<String[]> cases() throws IOException {
        try (InputStream in = ManyDialectsCheckerTest.class.getResourceAsStream("dialect-cases.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> line.split(" \\| ", 3))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsWrongNames(String dialect, String expected, String query) {
        ContractReport report = check(dialect, query);

        assertThat(report.verdict()).as("%s", report.findings()).isEqualTo(verdict(expected));
        List<Finding> errors =
                report.findings().stream().filter(Finding::isError).toList();
        String said = errors.stream()
                .map(error -> error.code()
                        + error.suggestions().stream()
                                .findFirst()
                                .map(first -> ':' + first)
                                .orElse(""))
                .collect(Collectors.joining("+"));
        if (report.verdict() == Verdict.REJECT) {
            assertThat(said).isEqualTo(expected);
        }
    }

    private static Verdict verdict(String expected) {
        return switch (expected) {
            case "names" -> Verdict.UNVERIFIED;
            case "unread" -> Verdict.UNPARSED;
            default -> Verdict.REJECT;
        };
    }

    @Test
    void whatItHasNothingAgainstIsNoPass() {
        ContractReport report = check("mysql", "SELECT id FROM orders");

        assertThat(report.accepted()).isFalse();
        assertThat(report.pureRead()).isFalse();
        assertThat(report.findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("only the names"));
        assertThat(report.tables()).containsExactly(TableName.of("orders"));
    }

    @Test
    void aFindingSaysWhereAndHow() {
        String query = "SELECT o.id,\n       o.totl\nFROM orders o";
        Finding finding = check("mysql", query).findings().get(0);

        assertThat(finding.line()).hasValue(2);
        assertThat(finding.fix().orElseThrow().applyTo(query)).isEqualTo(query.replace("totl", "total"));
        ContractQuery wrong = new ContractQuery(query, schema(Dialect.MYSQL));
        assertThat(Repair.of(wrong, checker.validate(wrong), checker)).isEmpty();
    }

    @Property(tries = 300)
    void anyTextIsAnswered(@ForAll String text) {
        assertThat(check("mysql", text).accepted()).isFalse();
        assertThat(check("spark", "SELECT " + text + " FROM orders").accepted()).isFalse();
    }

    private ContractReport check(String dialect, String query) {
        return checker.validate(
                new ContractQuery(query, schema(Dialect.ofSourceType(dialect).orElseThrow())));
    }

    private static SchemaContext schema(Dialect dialect) {
        return SchemaContext.of(
                new SourceId("shop"),
                dialect,
                "",
                "shop",
                List.of(
                        table("customers", "id", "full name", "city"),
                        table("orders", "id", "customer_id", "total", "placed_at"),
                        table("people", "id", "address", "tags")),
                Map.of());
    }

    private static Table table(String name, String... fields) {
        return Table.builder(TableName.of(name), TableKind.TABLE)
                .fields(Stream.of(fields)
                        .map(field -> Field.of(field, DataType.string()))
                        .toArray(Field[]::new))
                .build();
    }
}
