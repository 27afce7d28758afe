package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.TextEmbedder;
import java.util.ArrayList;
import java.util.List;

/** Asks an embedding model and looks at what it gives before anything is kept of it. */
final class Vectors {
    private Vectors() {}

    /** One vector of length 1 for each text. */
    static List<float[]> of(TextEmbedder embedder, List<String> texts, int dimensions) {
        List<float[]> given = embedder.embed(List.copyOf(texts));
        if (given == null || given.size() != texts.size()) {
            throw new UnusableVectorException("gave " + (given == null ? "nothing" : given.size() + " vectors")
                    + " for " + texts.size() + " texts");
        }
        List<float[]> vectors = new ArrayList<>();
        given.forEach(vector -> vectors.add(unit(vector, dimensions)));
        return vectors;
    }

    private static float[] unit(float[] vector, int dimensions) {
        if (vector == null || vector.length != dimensions) {
            throw new UnusableVectorException("gave a vector of "
                    + (vector == null ? "no" : String.valueOf(vector.length)) + " numbers instead of " + dimensions);
        }
        double squares = 0;
        for (float number : vector) {
            squares += (double) number * number;
        }
        double length = Math.sqrt(squares);
        if (!Double.isFinite(length) || length == 0) {
            throw new UnusableVectorException("gave a vector without a direction");
        }
        float[] unit = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    /** What a model gave is no vector of its kind. */
    static final class UnusableVectorException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        UnusableVectorException(String what) {
            super("the embedding model " + what);
        }
    }
}
