package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.SchemaSearch;
import dev.schemaregistry.classify.Strategy;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Reports;
import dev.schemaregistry.tools.QueryDesk;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolAnswer;
import dev.schemaregistry.tools.ToolTexts;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Questions over the registry; no source is contacted. */
final class QuestionRoutes {
    private static final int MOST_TOKENS = 20_000;

    private final Classifier classifier;
    private final QueryDesk queries;
    private final RegistryTools tools;
    private final ToIntFunction<String> tokens;

    QuestionRoutes(Classifier classifier, QueryDesk queries, RegistryTools tools, ToIntFunction<String> tokens) {
        this.classifier = classifier;
        this.queries = queries;
        this.tools = tools;
        this.tokens = tokens;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/search", Json.answering(this::search), Needs.READ);
        routes.get("/api/v1/classify", Json.answering(this::classify), Needs.READ);
        routes.post("/api/v1/classify", Json.answering(this::classify), Needs.READ);
        routes.get("/api/v1/summary", this::summary, Needs.READ);
        routes.post("/api/v1/summary", this::summary, Needs.READ);
        routes.post("/api/v1/validate", Json.answering(this::validate), Needs.VALIDATE);
    }

    private JsonNode search(Input input) {
        int offset = (int) input.number("offset", 0, 0, Integer.MAX_VALUE);
        return JsonText.tree(classifier.search(
                new SchemaSearch(input.text("words"), input.sources("source"), offset, input.limit(20))));
    }

    private JsonNode classify(Input input) {
        Question question =
                Question.of(input.text("question")).withLimit(input.limit(10)).within(input.sources("source"));
        Optional<Strategy> strategy = input.findText("strategy").map(QuestionRoutes::strategy);
        return JsonText.tree(classifier.classify(strategy.map(question::by).orElse(question)));
    }

    private static Strategy strategy(String word) {
        return Stream.of(Strategy.values())
                .filter(known -> known.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.INVALID_ARGUMENT, "\"strategy\" is unknown; use lexical, hybrid or reranked"));
    }

    private JsonNode validate(Input input) {
        SourceId source = Input.parsed(input.text("source"), SourceId::new);
        String query = input.text("query");
        return Reports.contract(input.findText("version")
                .map(text -> queries.check(source, query, Input.parsed(text, SemanticVersion::parse)))
                .orElseGet(() -> queries.check(source, query)));
    }

    /** The agent's tool, so that a person and a model read the same; its refusals carry the registry's codes. */
    private void summary(Context context) {
        Input input = Input.of(context);
        Map<String, Object> arguments = new LinkedHashMap<>();
        input.findText("question").ifPresent(text -> arguments.put("question", text));
        List<String> tables = input.texts("table");
        if (!tables.isEmpty()) {
            arguments.put("tables", tables);
        }
        List<String> sources = input.texts("source");
        if (!sources.isEmpty()) {
            arguments.put("sources", sources);
        }
        arguments.put("max_tokens", input.number("max_tokens", 2_000, 50, MOST_TOKENS));
        ToolAnswer answer = tools.call(ToolTexts.SCHEMA_SUMMARY, arguments);
        ToolResponse.write(context, answer, node -> node.put("tokens", tokens.applyAsInt(answer.text())));
    }
}
