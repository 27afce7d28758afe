package dev.schemaregistry.tools.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.summary.SafeText;
import dev.schemaregistry.tools.RegistryClient;
import dev.schemaregistry.tools.RoutedQuestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives a model the schema that a query needs: tables with keys, joins and matching fields first, fenced as data, within a budget.
 * Contacts no source. Nothing is given where nothing fits. Thread-safe.
 *
 * <p>The segment's metadata: {@code source}, {@code tables} and {@code versions} (in one order, separated by commas), {@code
 * confidence}, {@code outcome}, {@code strategy}.
 */
public final class SchemaContentRetriever implements ContentRetriever {
    public static final String SOURCE = "source";
    public static final String TABLES = "tables";
    public static final String VERSIONS = "versions";
    public static final String CONFIDENCE = "confidence";
    public static final String OUTCOME = "outcome";
    public static final String STRATEGY = "strategy";

    private static final int NAME_LIMIT = 160;

    private final RegistryClient client;
    private final int maxTokens;
    private final Set<SourceId> sources;

    /** Over all sources. */
    public SchemaContentRetriever(RegistryClient client, int maxTokens) {
        this(client, maxTokens, Set.of());
    }

    /**
     * Over some sources only.
     *
     * @param maxTokens of the content, in tokens of {@code o200k_base}
     * @param sources empty for all
     */
    public SchemaContentRetriever(RegistryClient client, int maxTokens, Collection<SourceId> sources) {
        this.client = requireNonNull(client, "client");
        this.maxTokens = maxTokens;
        this.sources = Set.copyOf(sources);
    }

    /** One content, or none when nothing fits. */
    @Override
    public List<Content> retrieve(Query query) {
        RoutedQuestion routed = client.classify(Question.of(query.text()).within(sources), maxTokens);
        return routed.schemas().isEmpty() ? List.of() : List.of(content(routed));
    }

    private static Content content(RoutedQuestion routed) {
        Classification found = routed.classification();
        Metadata metadata = new Metadata()
                .put(SOURCE, routed.sources().get(0).value())
                .put(
                        TABLES,
                        joined(routed.versions().stream()
                                .map(version -> SafeText.name(version.ref().text(), NAME_LIMIT))
                                .toList()))
                .put(
                        VERSIONS,
                        joined(routed.versions().stream()
                                .map(version -> version.version().toString())
                                .toList()))
                .put(CONFIDENCE, routed.confidence())
                .put(OUTCOME, routed.outcome().name())
                .put(STRATEGY, found.strategy().name());
        return Content.from(
                TextSegment.from(routed.schemas(), metadata), Map.of(ContentMetadata.SCORE, routed.confidence()));
    }

    private static String joined(List<String> words) {
        return words.stream().collect(Collectors.joining(","));
    }
}
