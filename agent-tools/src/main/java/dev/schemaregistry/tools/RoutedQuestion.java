package dev.schemaregistry.tools;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Join;
import dev.schemaregistry.classify.RankedSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.summary.Summary;
import java.util.List;

/**
 * Where a question is answered, and the schema that the answer needs.
 *
 * @param classification all that is known of where and why
 * @param summary the schema of the tables, what was left out included
 * @param versions the tables that the summary shows, in its order, at the versions it shows
 */
public record RoutedQuestion(Classification classification, Summary summary, List<TableVersion> versions) {
    public RoutedQuestion {
        requireNonNull(classification, "classification");
        requireNonNull(summary, "summary");
        versions = List.copyOf(versions);
    }

    /** Best first; empty when nothing fits. */
    public List<SourceId> sources() {
        return classification.sources().stream().map(RankedSource::id).toList();
    }

    /** One or two sentences for a person. */
    public String reasoning() {
        return classification.reasoning();
    }

    /** The schema as text for a prompt, fenced as data; empty when nothing fits. */
    public String schemas() {
        return summary.text();
    }

    /** The tables to answer with; empty when nothing fits. */
    public List<TableRef> tables() {
        return classification.answerSet();
    }

    /** The best source's probability, 0 to 1. */
    public double confidence() {
        return classification.confidence();
    }

    public Classification.Outcome outcome() {
        return classification.outcome();
    }

    public List<Join> joins() {
        return classification.joins();
    }
}
