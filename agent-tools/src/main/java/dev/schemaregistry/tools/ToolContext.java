package dev.schemaregistry.tools;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.summary.SchemaSummarizer;
import java.time.Clock;

/**
 * What the tools work with. All of it is thread-safe, and stays the property of whoever made it: the tools close nothing.
 *
 * @param summarizer writes schemas, and counts the tokens of all answers
 * @param checker judges queries by the stored schema
 * @param runners the way to the sources, for dry runs
 */
public record ToolContext(
        SchemaRegistry registry,
        Classifier classifier,
        SchemaSummarizer summarizer,
        ContractChecker checker,
        QueryRunners runners,
        Clock clock) {
    public ToolContext {
        requireNonNull(registry, "registry");
        requireNonNull(classifier, "classifier");
        requireNonNull(summarizer, "summarizer");
        requireNonNull(checker, "checker");
        requireNonNull(runners, "runners");
        requireNonNull(clock, "clock");
    }
}
