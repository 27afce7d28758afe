package dev.schemaregistry.classify;

import java.util.List;

/**
 * Turns texts into vectors whose nearness is nearness in meaning. Implementations are called from several threads, may be slow and
 * may throw whatever they like: whoever calls limits the time and goes on without them.
 */
public interface TextEmbedder {
    /** Names the model and what else its vectors depend on; vectors of one id are compared only with each other. Does no I/O. */
    String id();

    /** How many numbers a vector has. */
    int dimensions();

    /** One vector a text, in the order of the texts. */
    List<float[]> embed(List<String> texts);
}
