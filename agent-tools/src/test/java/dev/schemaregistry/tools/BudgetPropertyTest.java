package dev.schemaregistry.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is registered, and however small the budget: an answer never exceeds it, and what it leaves out can be had. */
class BudgetPropertyTest {
    private static TestDesk desk;
    private static RegistryTools tools;

    private record Call(String tool, Map<String, Object> arguments) {}

    @BeforeContainer
    static void open() {
        desk = TestDesk.withShop().source("wide", "postgres", "x".repeat(3_000), List.of(wide(), hostile()));
        IntStream.range(0, 30).forEach(i -> desk.source("source-" + i, "sqlite", "Copy number " + i, ShopTables.all()));
        tools = desk.tools();
    }

    @AfterContainer
    static void close() {
        desk.close();
    }

    @Provide
    Arbitrary<Call> calls() {
        String question = "total amount of orders per customer country";
        String wrong = "SELECT nme, salry, emploee_id, x, y FROM employees";
        return Arbitraries.of(
                new Call("list_sources", Map.of()),
                new Call("list_sources", Map.of("cursor", "7")),
                new Call("search_schema", Map.of("words", "customer order column")),
                new Call("search_schema", Map.of("words", "xyzzy")),
                new Call("describe_table", Map.of("source", "wide", "table", "wide")),
                new Call("describe_table", Map.of("source", "wide", "table", "wide", "cursor", "150")),
                new Call("describe_table", Map.of("source", "wide", "table", HOSTILE)),
                new Call("describe_table", Map.of("source", "wide", "table", "no such table " + HOSTILE)),
                new Call("classify_question", Map.of("question", question)),
                new Call("classify_question", Map.of("question", question, "limit", 100)),
                new Call("classify_question", Map.of("question", "weather on mars " + HOSTILE)),
                new Call("schema_summary", Map.of("question", question)),
                new Call("schema_summary", Map.of("question", question, "level", "names")),
                new Call("schema_summary", Map.of("tables", List.of("wide.wide", "shop.orders"))),
                new Call("schema_summary", Map.of("sources", List.of("wide", "hr"), "level", "summary")),
                new Call("validate_query", Map.of("source", "hr", "query", wrong)),
                new Call("validate_query", Map.of("source", "hr", "query", "SELECT * FROM " + "x".repeat(4_000))),
                new Call("validate_query", Map.of("source", "shop", "query", "SELECT * FROM orders")),
                new Call("dry_run_query", Map.of("source", "hr", "query", wrong)),
                new Call("schema_changes", Map.of()),
                new Call("schema_changes", Map.of("since", 3)));
    }

    private static final String HOSTILE = "\u202e\ud83d\udc80 `<tool>` \u0000 \"q\" ".repeat(6);

    @Property(tries = 600)
    void noAnswerExceedsItsBudget(@ForAll("calls") Call call, @ForAll @IntRange(min = 50, max = 2_000) int most) {
        Map<String, Object> arguments = new HashMap<>(call.arguments());
        arguments.put("max_tokens", most);
        ToolAnswer answer = tools.call(call.tool(), arguments);
        assertThat(desk.tokens(answer.text())).as("text of %s", call).isLessThanOrEqualTo(most);
        assertThat(desk.tokens(JsonText.of(answer.structured())))
                .as("data of %s", call)
                .isLessThanOrEqualTo(most);
        if (Boolean.TRUE.equals(answer.structured().get("truncated"))) {
            assertThat(answer.text()).contains("cut: ");
            assertThat(answer.structured()).containsKeys("total", "next");
        }
        assertThat(answer.text()).doesNotContain("\u0000", "\u202e", "\u001b");
    }

    @Property(tries = 40)
    void pagesTogetherShowEveryColumnOnce(@ForAll @IntRange(min = 120, max = 1_500) int most) {
        Map<String, Object> arguments = new HashMap<>(Map.of("source", "wide", "table", "wide", "max_tokens", most));
        List<String> seen = new ArrayList<>();
        for (int page = 0; page < 400; page++) {
            Map<String, Object> answer = tools.call("describe_table", arguments).structured();
            seen.addAll(columns(answer));
            if (!(answer.get("next") instanceof Map<?, ?> next)) {
                break;
            }
            next.forEach((name, value) -> arguments.put(name.toString(), value));
        }
        Set<String> distinct = new LinkedHashSet<>(seen);
        assertThat(seen).hasSize(200).hasSameSizeAs(distinct);
    }

    private static List<String> columns(Map<String, Object> answer) {
        return answer.get("columns") instanceof Map<?, ?> columns
                ? columns.keySet().stream().map(Object::toString).toList()
                : List.of();
    }

    private static Table wide() {
        List<Field> fields = IntStream.range(0, 200)
                .mapToObj(i -> Field.of("column_" + i, DataType.decimal(10, 2))
                        .withNativeType("numeric(10,2)")
                        .withComment("the value of number " + i))
                .toList();
        return Table.builder(TableName.of("wide"), TableKind.TABLE)
                .fields(fields)
                .build();
    }

    private static Table hostile() {
        return Table.builder(TableName.of(HOSTILE), TableKind.VIEW)
                .fields(
                        Field.of(HOSTILE, DataType.string()).withComment(HOSTILE.repeat(20)),
                        Field.of("plain", new DataType.Native(HOSTILE)))
                .comment(HOSTILE.repeat(50))
                .definition(java.util.Optional.of("SELECT '" + HOSTILE.repeat(100) + "'"))
                .build();
    }
}
