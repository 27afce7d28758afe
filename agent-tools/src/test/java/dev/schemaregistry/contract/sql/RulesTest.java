package dev.schemaregistry.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.Finding.Level;
import dev.schemaregistry.contract.JsonCase;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.QueryCase.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulesTest {
    @Test
    void everyCodeHasACase() throws IOException {
        Set<String> inCases = Stream.concat(
                        Stream.concat(QueryCase.read("postgres-cases.txt"), QueryCase.read("sqlite-cases.txt"))
                                .flatMap(queryCase -> queryCase.findings().stream())
                                .map(Expected::code),
                        Stream.concat(
                                        JsonCase.read("qdrant/qdrant-cases.jsonl"),
                                        JsonCase.read("slack/slack-cases.jsonl"))
                                .flatMap(JsonCase::codes))
                .collect(Collectors.toSet());
        AdviceTest.cases()
                .flatMap(line -> Stream.of(line[0].split("\\+")))
                .map(name -> "ADVICE_" + name)
                .forEach(inCases::add);

        Set<Rule> elsewhere =
                Set.of(Rule.POLICY_LIMIT, Rule.POLICY_RESOURCE, Rule.UNBOUNDED_RESULT, Rule.FIELD_WITHHELD);
        assertThat(Stream.of(Rule.values())
                        .filter(rule -> rule.level() != Level.CHECKER && !elsewhere.contains(rule))
                        .map(Rule::code))
                .isSubsetOf(inCases);
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleStandsInTheDocuments(Rule rule) throws IOException {
        String table = Files.readString(Path.of("..", "docs", "contract-rules.md"));

        assertThat(table)
                .contains("| " + rule.name() + " | " + rule.code() + " | ")
                .contains(rule.meaning());
    }
}
