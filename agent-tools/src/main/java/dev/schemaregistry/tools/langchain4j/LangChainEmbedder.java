package dev.schemaregistry.tools.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.schemaregistry.classify.TextEmbedder;
import java.util.List;

/** A LangChain4j embedding model for hybrid ranking. As thread-safe as the model; what the model throws comes through. */
public final class LangChainEmbedder implements TextEmbedder {
    private final EmbeddingModel model;
    private final String id;

    /** @param id names the model and its settings, such as {@code all-minilm-l6-v2}; another id has all vectors computed anew */
    public LangChainEmbedder(EmbeddingModel model, String id) {
        this.model = requireNonNull(model, "model");
        this.id = requireNonNull(id, "id");
        if (id.isBlank()) {
            throw new IllegalArgumentException("the id of an embedding model is blank; give the model's name");
        }
    }

    @Override
    public String id() {
        return id;
    }

    /** As the model says; some models have to embed a text to know. */
    @Override
    public int dimensions() {
        return model.dimension();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
                .map(Embedding::vector)
                .toList();
    }
}
