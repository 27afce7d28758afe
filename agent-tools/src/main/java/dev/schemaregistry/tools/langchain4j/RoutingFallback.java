package dev.schemaregistry.tools.langchain4j;

/** Where a query goes that no source can be chosen for. */
public enum RoutingFallback {
    /** To no retriever: the model answers without content. */
    DO_NOT_ROUTE,
    /** To every retriever. */
    ROUTE_TO_ALL,
    /** To the retrievers that were set as default ones. */
    ROUTE_TO_DEFAULT,
    /** To the sources that fit about equally well; only for a tie. */
    ROUTE_TO_TIED,
    /** To nobody, with an exception. */
    FAIL
}
