package dev.schemaregistry.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdviceTest {
    private static final SqlContractChecker CHECKER = SqlContractChecker.create();
    private static final SchemaContext SHOP = shop();

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    static Stream<String[]> cases() throws IOException {
        try (InputStream in = AdviceTest.class.getResourceAsStream("advice-cases.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> line.split(" \\| ", 2))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void advises(String expected, String query) {
        ContractReport report = CHECKER.validate(new ContractQuery(query, SHOP));

        String said = report.findings().stream()
                .map(finding -> finding.rule().name().replace("ADVICE_", ""))
                .collect(Collectors.joining("+"));
        assertThat(said.isEmpty() ? "nothing" : said)
                .as("%s", report.findings())
                .isEqualTo(expected);
        assertThat(report.accepted()).isTrue();
        assertThat(report.findings()).noneMatch(Finding::isError);
    }

    @Test
    void aQueryWithAnErrorIsNotAdvised() {
        ContractReport report = CHECKER.validate(new ContractQuery("SELECT * FROM orders WHERE stattus = 'x'", SHOP));

        assertThat(report.findings()).allMatch(Finding::isError);
    }

    private static SchemaContext shop() {
        Table customers = table("customers", "id integer, email text, city text, birth_date date")
                .primaryKey(Key.of("", "id"))
                .build();
        Table orders = table(
                        "orders",
                        "id integer, customer_id integer, placed_at timestamp with time zone, status text, total numeric")
                .primaryKey(Key.of("", "id"))
                .foreignKeys(
                        List.of(ForeignKey.of("", List.of("customer_id"), TableName.of("customers"), List.of("id"))))
                .indexes(List.of(Index.of("placed", false, "btree", "placed_at")))
                .build();
        Table lines = table("lines", "order_id integer, position integer, product_id integer, quantity integer")
                .primaryKey(Key.of("", "order_id", "position"))
                .foreignKeys(List.of(ForeignKey.of("", List.of("order_id"), TableName.of("orders"), List.of("id"))))
                .build();
        Table invoices = table("invoices", "id integer, order_id integer")
                .primaryKey(Key.of("", "id"))
                .uniqueKeys(List.of(Key.of("", "order_id")))
                .foreignKeys(List.of(ForeignKey.of("", List.of("order_id"), TableName.of("orders"), List.of("id"))))
                .build();
        Table shipments = table("shipments", "order_id integer, position integer, note text")
                .foreignKeys(List.of(ForeignKey.of(
                        "", List.of("order_id", "position"), TableName.of("lines"), List.of("order_id", "position"))))
                .build();
        Table products = table("products", "id integer, name text, weight real")
                .primaryKey(Key.of("", "id"))
                .indexes(List.of(Index.of("by_name", false, "btree", "name")))
                .build();
        return SchemaContext.of(
                new SourceId("shop"),
                Dialect.POSTGRESQL,
                "PostgreSQL 15",
                "public",
                List.of(customers, orders, lines, invoices, shipments, products),
                Map.of());
    }

    private static Table.Builder table(String name, String fields) {
        return Table.builder(TableName.of(name), TableKind.TABLE)
                .fields(Stream.of(fields.split(", ", -1))
                        .map(field -> field.split(" ", 2))
                        .map(parts -> Field.of(parts[0], new DataType.Native(parts[1]))
                                .withNativeType(parts[1]))
                        .toArray(Field[]::new));
    }
}
