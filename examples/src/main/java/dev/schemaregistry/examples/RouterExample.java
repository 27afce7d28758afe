package dev.schemaregistry.examples;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.router.QueryRouter;
import dev.langchain4j.service.AiServices;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.tools.RegistryClient;
import dev.schemaregistry.tools.langchain4j.RegistryQueryRouter;
import dev.schemaregistry.tools.langchain4j.RoutingFallback;
import dev.schemaregistry.tools.langchain4j.SchemaContentRetriever;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A LangChain4j service that retrieves: the registry routes, and each source's retriever gives what it has. */
public final class RouterExample {
    static final String QUESTION = "Which carriers deliver late?";

    private RouterExample() {}

    public static void main(String[] arguments) {
        SampleRegistry.run(RouterExample::run);
    }

    static void run(Services services, PrintStream out) {
        ScriptedModel model = new ScriptedModel().says("SELECT carrier_id FROM shipments");
        Map<SourceId, ContentRetriever> retrievers = services.registry().listDataSources().stream()
                .map(DataSource::id)
                .collect(Collectors.toMap(Function.identity(), source -> schemas(services.client(), source)));
        String answer =
                analyst(model, router(services.classifier(), retrievers)).answer(QUESTION);
        out.println(model.asked() + "\n\n" + answer);
    }

    /** What your program calls. */
    interface Analyst {
        String answer(String question);
    }

    // tag::router[]
    /** Sends a query to the retrievers of the sources that can answer it. */
    static QueryRouter router(Classifier classifier, Map<SourceId, ContentRetriever> retrievers) {
        return RegistryQueryRouter.builder(classifier)
                .retrievers(retrievers)
                .holding(0.9, 2)
                .whenNothingFits(RoutingFallback.DO_NOT_ROUTE)
                .whenSeveralTie(RoutingFallback.ROUTE_TO_TIED)
                .whenFailing(RoutingFallback.ROUTE_TO_ALL)
                .build();
    }

    static Analyst analyst(ChatModel model, QueryRouter router) {
        return AiServices.builder(Analyst.class)
                .chatModel(model)
                .retrievalAugmentor(
                        DefaultRetrievalAugmentor.builder().queryRouter(router).build())
                .build();
    }
    // end::router[]

    // tag::retriever[]
    /** The schema of one source that a query needs, within 400 tokens. */
    static ContentRetriever schemas(RegistryClient registry, SourceId source) {
        return new SchemaContentRetriever(registry, 400, List.of(source));
    }
    // end::retriever[]
}
