package dev.schemaregistry.classify;

/**
 * A table that could join an answer, for learning when it should.
 *
 * @param first whether the answer has no table yet
 * @param right whether it belongs to the answer
 */
public record TableStep(boolean first, Signals<TableSignal> signals, boolean right) {}
