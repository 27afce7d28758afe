package dev.schemaregistry.examples;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Stands in for an embedding model, so that the example needs no network: texts are near when they share words, or synonyms. */
final class ScriptedEmbeddings implements EmbeddingModel {
    private static final int DIMENSIONS = 256;
    private static final Set<String> SILENT = Set.of("how", "many", "are", "there", "id", "part", "of", "the");

    private final Map<String, String> sameAs;

    ScriptedEmbeddings(Map<String, String> sameAs) {
        this.sameAs = Map.copyOf(sameAs);
    }

    @Override
    public int dimension() {
        return DIMENSIONS;
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        return Response.from(
                segments.stream().map(segment -> embedding(segment.text())).toList());
    }

    private Embedding embedding(String text) {
        float[] sum = new float[DIMENSIONS];
        sum[0] = 0.01f;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
            if (!word.isEmpty() && !SILENT.contains(word)) {
                Random numbers = new Random(sameAs.getOrDefault(word, word).hashCode());
                for (int i = 0; i < DIMENSIONS; i++) {
                    sum[i] += (float) numbers.nextGaussian();
                }
            }
        }
        return Embedding.from(sum);
    }
}
