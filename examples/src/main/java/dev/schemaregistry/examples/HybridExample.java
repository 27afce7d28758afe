package dev.schemaregistry.examples;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.ClassifierModels;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.Strategy;
import dev.schemaregistry.classify.index.MeaningIndex;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.tools.langchain4j.LangChainEmbedder;
import dev.schemaregistry.tools.langchain4j.LangChainJudge;
import java.io.PrintStream;
import java.util.Map;

/** Ranking with the help of models. Both are scripted here; put your own in their place. */
public final class HybridExample {
    static final String QUESTION = "How many whitecoats are there?";

    private HybridExample() {}

    public static void main(String[] arguments) {
        SampleRegistry.run(HybridExample::run);
    }

    static void run(Services services, PrintStream out) {
        EmbeddingModel embeddings = new ScriptedEmbeddings(Map.of("whitecoats", "physicians"));
        ChatModel chat = new ScriptedModel();
        try (MeaningIndex meanings = useModels(services, embeddings, chat)) {
            meanings.catchUp();
            for (Strategy strategy : new Strategy[] {Strategy.LEXICAL, Strategy.HYBRID}) {
                Classification found = services.classifier().classify(ask(QUESTION, strategy));
                out.println(found.strategy() + ": " + found.outcome() + ". " + found.reasoning());
            }
        }
    }

    // tag::models[]
    /** Ranks by words and by meaning from now on; a close race goes to the chat model. */
    static MeaningIndex useModels(Services services, EmbeddingModel embeddings, ChatModel chat) {
        MeaningIndex meanings = services.meanings(new LangChainEmbedder(embeddings, "all-minilm-l6-v2"));
        services.use(ClassifierModels.on(services.clock()).with(meanings).with(new LangChainJudge(chat)));
        return meanings;
    }
    // end::models[]

    // tag::strategy[]
    static Question ask(String text, Strategy strategy) {
        return Question.of(text).by(strategy);
    }
    // end::strategy[]
}
