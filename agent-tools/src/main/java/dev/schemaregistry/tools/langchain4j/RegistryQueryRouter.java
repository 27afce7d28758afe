package dev.schemaregistry.tools.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.rag.query.router.QueryRouter;
import dev.schemaregistry.classify.Ambiguity;
import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.RankedSource;
import dev.schemaregistry.classify.Strategy;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes a query to the retrievers of the sources that can answer it, as the classifier ranks them; needs no model. Only sources that
 * have a retriever are looked at. Thread-safe.
 */
public final class RegistryQueryRouter implements QueryRouter {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryQueryRouter.class);

    /** So many sources have to be looked at to see a tie. */
    private static final int TIED = 5;

    private final Classifier classifier;
    private final Map<SourceId, ContentRetriever> retrievers;
    private final List<ContentRetriever> defaults;
    private final RoutingFallback nothing;
    private final RoutingFallback tie;
    private final RoutingFallback failure;
    private final double belief;
    private final int most;
    private final Optional<Strategy> strategy;

    private RegistryQueryRouter(Builder builder) {
        this.classifier = builder.classifier;
        this.retrievers = new LinkedHashMap<>(builder.retrievers);
        this.defaults = List.copyOf(builder.defaults);
        this.nothing = builder.nothing;
        this.tie = builder.tie;
        this.failure = builder.failure;
        this.belief = builder.belief;
        this.most = builder.most;
        this.strategy = builder.strategy;
    }

    /** Begins a router without retrievers. */
    public static Builder builder(Classifier classifier) {
        return new Builder(requireNonNull(classifier, "classifier"));
    }

    /**
     * The retrievers to ask, best source first.
     *
     * @throws RegistryException when it was told to fail in such a case: {@code UNKNOWN_SOURCE} when nothing fits or several sources
     *     tie, else what the classifier threw
     */
    @Override
    public Collection<ContentRetriever> route(Query query) {
        Classification found;
        try {
            found = classify(query);
        } catch (RuntimeException failed) {
            LOG.warn("a query could not be classified: {}", failed.getClass().getName());
            return fallback(failure, failed);
        }
        return switch (found.outcome()) {
            case ANSWERED -> of(likely(found.sources()));
            case AMBIGUOUS ->
                tie == RoutingFallback.ROUTE_TO_TIED
                        ? of(found.ambiguity().map(Ambiguity::sources).orElse(List.of()))
                        : fallback(tie, unroutable(found));
            case NONE -> fallback(nothing, unroutable(found));
        };
    }

    private Classification classify(Query query) {
        Question question =
                Question.of(query.text()).within(retrievers.keySet()).withLimit(Math.max(most, TIED));
        return classifier.classify(strategy.map(question::by).orElse(question));
    }

    /** The best sources until they hold enough belief. */
    private List<SourceId> likely(List<RankedSource> sources) {
        List<SourceId> chosen = new ArrayList<>();
        double held = 0;
        for (RankedSource source : sources) {
            if (chosen.size() == most || held >= belief) {
                break;
            }
            chosen.add(source.id());
            held += source.probability();
        }
        return chosen;
    }

    private Set<ContentRetriever> of(List<SourceId> sources) {
        Set<ContentRetriever> chosen = new LinkedHashSet<>();
        sources.stream()
                .limit(most)
                .forEach(source -> Optional.ofNullable(retrievers.get(source)).ifPresent(chosen::add));
        return chosen;
    }

    private Collection<ContentRetriever> fallback(RoutingFallback chosen, RuntimeException reason) {
        return switch (chosen) {
            case DO_NOT_ROUTE, ROUTE_TO_TIED -> List.of();
            case ROUTE_TO_ALL -> new LinkedHashSet<>(retrievers.values());
            case ROUTE_TO_DEFAULT -> defaults;
            case FAIL -> throw reason;
        };
    }

    private static RegistryException unroutable(Classification found) {
        return new NotFoundException(
                ErrorCode.UNKNOWN_SOURCE, "the query could not be routed to one source: " + found.reasoning());
    }

    /** Sets a router up. Confined to one thread. */
    public static final class Builder {
        private final Classifier classifier;
        private final Map<SourceId, ContentRetriever> retrievers = new LinkedHashMap<>();
        private List<ContentRetriever> defaults = List.of();
        private RoutingFallback nothing = RoutingFallback.DO_NOT_ROUTE;
        private RoutingFallback tie = RoutingFallback.ROUTE_TO_TIED;
        private RoutingFallback failure = RoutingFallback.ROUTE_TO_ALL;
        private double belief = 0.9;
        private int most = 3;
        private Optional<Strategy> strategy = Optional.empty();

        private Builder(Classifier classifier) {
            this.classifier = classifier;
        }

        /** What asks a source. */
        public Builder retriever(SourceId source, ContentRetriever retriever) {
            retrievers.put(requireNonNull(source, "source"), requireNonNull(retriever, "retriever"));
            return this;
        }

        /** What asks each source. */
        public Builder retrievers(Map<SourceId, ? extends ContentRetriever> given) {
            given.forEach(this::retriever);
            return this;
        }

        /** Where to ask when {@link RoutingFallback#ROUTE_TO_DEFAULT} applies. */
        public Builder defaults(ContentRetriever... given) {
            defaults = List.of(given);
            return this;
        }

        /** When nothing fits; not to route, unless set. */
        public Builder whenNothingFits(RoutingFallback chosen) {
            nothing = requireNonNull(chosen, "chosen");
            return this;
        }

        /** When several sources fit about equally well; to all of those, unless set. */
        public Builder whenSeveralTie(RoutingFallback chosen) {
            tie = requireNonNull(chosen, "chosen");
            return this;
        }

        /** When the classifier fails or the query is no question; to all, unless set. */
        public Builder whenFailing(RoutingFallback chosen) {
            failure = requireNonNull(chosen, "chosen");
            return this;
        }

        /**
         * How many sources to ask: the best ones until they hold that share of belief, and never more than {@code most}; 0.9 and 3,
         * unless set.
         */
        public Builder holding(double share, int sources) {
            if (share <= 0 || share > 1 || sources < 1) {
                throw new IllegalArgumentException("a share of " + share + " and " + sources
                        + " sources are out of range; use above 0 to 1, and at least 1");
            }
            belief = share;
            most = sources;
            return this;
        }

        /** What to rank by; the best that the classifier was given models for, unless set. */
        public Builder strategy(Strategy wanted) {
            strategy = Optional.of(wanted);
            return this;
        }

        /**
         * The router.
         *
         * @throws IllegalArgumentException when a fallback cannot work: no retrievers, no default ones, a tie where there is none
         */
        public RegistryQueryRouter build() {
            if (retrievers.isEmpty()) {
                throw new IllegalArgumentException("no source has a retriever; give at least one");
            }
            if (nothing == RoutingFallback.ROUTE_TO_TIED || failure == RoutingFallback.ROUTE_TO_TIED) {
                throw new IllegalArgumentException("ROUTE_TO_TIED is only for a tie");
            }
            boolean toDefaults = List.of(nothing, tie, failure).contains(RoutingFallback.ROUTE_TO_DEFAULT);
            if (toDefaults && defaults.isEmpty()) {
                throw new IllegalArgumentException("ROUTE_TO_DEFAULT needs retrievers to route to; give defaults");
            }
            return new RegistryQueryRouter(this);
        }
    }
}
