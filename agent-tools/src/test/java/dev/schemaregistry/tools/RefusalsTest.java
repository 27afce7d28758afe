package dev.schemaregistry.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A refusal names the code, the cause and the next step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
    private final TestDesk desk = TestDesk.withShop();
    private final RegistryTools tools = desk.tools();

    @AfterAll
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        describe_table    | {"source":"shop"}                                  | argument "table" is missing
        describe_table    | {"source":"shop","tabel":"orders"}                 | argument "tabel" is not known to describe_table; did you mean "table"?
        describe_table    | {"source":7,"table":"orders"}                      | argument "source" is wrong: integer found, string expected
        describe_table    | {"source":"shop","table":null}                     | argument "table" is missing
        describe_table    | {"source":"no such","table":"t"}                   | argument "source" is no source id: "no such"
        describe_table    | {"source":"shop","table":"orders","version":"one"} | argument "version" is not a version of the form 1.2.3: "one"
        describe_table    | {"source":"shop","table":"orders","cursor":"x"}    | argument "cursor" is not a cursor that this tool gave: "x"
        list_sources      | {"max_tokens":49}                                  | argument "max_tokens" is wrong
        list_sources      | {"max_tokens":"many"}                              | argument "max_tokens" is wrong
        schema_summary    | {}                                                 | argument "question" is missing; give a question, tables or sources
        schema_summary    | {"question":"orders","level":"deep"}               | argument "level" is wrong
        classify_question | {"question":["a"]}                                 | argument "question" is wrong
        schema_changes    | {"table":"orders"}                                 | argument "source" is missing
        schema_changes    | {"since":-1}                                       | argument "since" is wrong
        validate_query    | {"source":"shop"}                                  | argument "query" is missing
        validate_query    | [1]                                                | the arguments are no JSON object
        no_such_tool      | {}                                                 | there is no tool "no_such_tool"
        """)
    void wrongArguments(String tool, String arguments, String cause) {
        ToolAnswer answer = tools.callJson(tool, arguments);
        assertThat(answer.errorCode()).contains("INVALID_ARGUMENT");
        assertThat(answer.text()).startsWith("INVALID_ARGUMENT: " + cause).contains("\nnext: ");
        assertThat(answer.structured()).containsOnlyKeys("code", "message", "next_step");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"source":"shopp","table":"orders"}                    | UNKNOWN_SOURCE  | nearest: "shop"   | list_sources
        {"source":"shop","table":"ordes"}                      | UNKNOWN_TABLE   | nearest: "orders" | search_schema
        {"source":"shop","table":"orders","version":"9.0.0"}   | UNKNOWN_VERSION | it has 1.0.0      | schema_changes
        """)
    void unknownNames(String arguments, String code, String cause, String next) {
        ToolAnswer answer = tools.callJson("describe_table", arguments);
        assertThat(answer.errorCode()).contains(code);
        assertThat(answer.structured().get("message").toString()).contains(cause);
        assertThat(answer.structured().get("next_step").toString()).contains(next);
    }

    @Test
    void nullStandsForAbsent() {
        Map<String, Object> arguments = new HashMap<>(Map.of("source", "shop", "table", "orders"));
        arguments.put("version", null);
        arguments.put("max_tokens", null);
        assertThat(tools.call("describe_table", arguments).isError()).isFalse();
    }

    @Test
    void aRefusalKeepsToTheBudgetToo() {
        String longName = "x".repeat(5_000);
        ToolAnswer answer = tools.call("describe_table", Map.of("source", "shop", "table", longName, "max_tokens", 50));
        assertThat(answer.errorCode()).contains("UNKNOWN_TABLE");
        assertThat(desk.tokens(answer.text())).isLessThanOrEqualTo(50);
        assertThat(desk.tokens(JsonText.of(answer.structured()))).isLessThanOrEqualTo(50);
    }

    @Test
    void aFailureOfOursIsAnAnswerWithoutItsDetails() {
        RegistryTools failing = desk.tools(source -> {
            throw new IllegalStateException("secret detail");
        });
        ToolAnswer answer =
                failing.call("dry_run_query", Map.of("source", "shop", "query", "SELECT email FROM customers"));
        assertThat(answer.errorCode()).contains("INTERNAL");
        assertThat(answer.text()).doesNotContain("secret detail");
    }

    @ParameterizedTest
    @EnumSource(dev.schemaregistry.error.ErrorCode.class)
    void everyCodeHasANextStep(dev.schemaregistry.error.ErrorCode code) {
        assertThat(Refusals.next(code)).isNotBlank();
    }

    @Test
    void aSourceWhoseLanguageNobodyChecksIsSaidToBeSo() {
        desk.source("chat", "kafka", "Messages", java.util.List.of(ShopTables.employees()));
        for (String tool : Arrays.asList("validate_query", "dry_run_query")) {
            ToolAnswer answer = tools.call(tool, Map.of("source", "chat", "query", "SELECT 1"));
            assertThat(answer.errorCode()).contains("UNSUPPORTED");
        }
    }
}
