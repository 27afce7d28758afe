package dev.schemaregistry.contract.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.FieldUse;
import dev.schemaregistry.contract.JsonCase;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.TableName;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QdrantCasesTest {
    private static final QdrantContractChecker CHECKER = QdrantContractChecker.create();
    private static final SchemaContext LIBRARY = Library.context();

    static Stream<JsonCase> cases() throws IOException {
        return JsonCase.read("qdrant/qdrant-cases.jsonl");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judgesRequests(JsonCase request) {
        request.judge(check(request.text()));
    }

    @Test
    void tellsWhatARequestReads() {
        ContractReport report = check("""
                {"collection": "news", "query": [1, 2, 3, 4], "using": "dense", "with_payload": ["title"],
                 "filter": {"must": [{"key": "author.name", "match": {"value": "x"}}]}}
                """);

        TableName articles = TableName.of("articles");
        assertThat(report.tables()).containsExactly(articles);
        assertThat(report.fields())
                .containsExactly(
                        new FieldUse(articles, "author.name"),
                        new FieldUse(articles, "dense"),
                        new FieldUse(articles, "title"));
        assertThat(report.checkedAgainst()).containsOnlyKeys(articles);
    }

    @Test
    void aFindingHasItsPlace() {
        ContractReport report = check("{\"collection\": \"photos\",\n  \"limt\": 3}");

        assertThat(report.firstError()).hasValueSatisfying(error -> {
            assertThat(error.line()).hasValue(2);
            assertThat(error.column()).hasValue(3);
            assertThat(error.path()).isEqualTo("limt");
        });
    }

    private static ContractReport check(String text) {
        return CHECKER.validate(new ContractQuery(text, LIBRARY));
    }
}
