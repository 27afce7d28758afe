/** The tools bound to LangChain4j; the only room that knows it. */
@NullMarked
package dev.schemaregistry.tools.langchain4j;

import org.jspecify.annotations.NullMarked;
