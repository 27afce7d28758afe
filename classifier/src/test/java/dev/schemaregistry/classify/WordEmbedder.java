package dev.schemaregistry.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A scripted embedding model: texts are near each other when they share words, or words that its table says mean the same. */
public final class WordEmbedder implements TextEmbedder {
    private static final Set<String> SILENT =
            Set.of("how", "many", "the", "of", "are", "there", "all", "show", "part", "id");

    private final String id;
    private final int dimensions;
    private final Map<String, String> sameAs;
    private final List<String> embedded = new ArrayList<>();

    public WordEmbedder(String id, int dimensions, Map<String, String> sameAs) {
        this.id = id;
        this.dimensions = dimensions;
        this.sameAs = Map.copyOf(sameAs);
    }

    public static WordEmbedder of(Map<String, String> sameAs) {
        return new WordEmbedder("words", 256, sameAs);
    }

    /** Every text it was asked for. */
    public synchronized List<String> embedded() {
        return List.copyOf(embedded);
    }

    public synchronized void forget() {
        embedded.clear();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public synchronized List<float[]> embed(List<String> texts) {
        embedded.addAll(texts);
        return texts.stream().map(this::vector).toList();
    }

    private float[] vector(String text) {
        float[] sum = new float[dimensions];
        sum[0] = 0.01f;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
            if (word.isEmpty() || SILENT.contains(word)) {
                continue;
            }
            Random numbers = new Random(sameAs.getOrDefault(word, word).hashCode());
            for (int i = 0; i < dimensions; i++) {
                sum[i] += (float) numbers.nextGaussian();
            }
        }
        return sum;
    }
}
