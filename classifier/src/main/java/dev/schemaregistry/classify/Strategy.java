package dev.schemaregistry.classify;

/** What a question is ranked by. What needs a model falls back to words alone when there is none or it fails, and says so. */
public enum Strategy {
    /** Words alone: deterministic, no model. */
    LEXICAL,
    /** Words, and what an embedding model finds near in meaning. */
    HYBRID,
    /** As hybrid where vectors are there, and a chat model orders the best candidates. */
    RERANKED
}
