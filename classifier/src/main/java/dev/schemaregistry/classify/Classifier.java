package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

/**
 * Finds the sources and tables that can answer a question. Reads only the index: no source is contacted, nothing is written.
 *
 * <p>Thread-safe. The same index and question give an equal answer. Errors: {@code INDEX_FAILED} when the index cannot be read.
 */
public final class Classifier {
    private final SchemaTerms index;
    private final RankingModel model;
    private final ModelRanking models;

    /** With the model that is shipped. */
    public Classifier(SchemaTerms index) {
        this(index, RankingModel.shipped());
    }

    public Classifier(SchemaTerms index, RankingModel model) {
        this(index, model, ClassifierModels.NONE);
    }

    /** With embedding and chat models that questions may ask for; what such a model answers wrongly or late is done without. */
    public Classifier(SchemaTerms index, ClassifierModels models) {
        this(index, RankingModel.shipped(), models);
    }

    public Classifier(SchemaTerms index, RankingModel model, ClassifierModels models) {
        this.index = requireNonNull(index, "index");
        this.model = requireNonNull(model, "model");
        this.models = new ModelRanking(requireNonNull(models, "models"));
    }

    /** Sources and tables, best first, with reasons; that nothing fits is a normal answer. */
    public Classification classify(Question question) {
        requireNonNull(question, "question");
        return models.classify(question, this::read);
    }

    private Classification read(Question question, ModelVotes votes) {
        return index.read(view -> new QuestionReader(view, question, Weights.DEFAULT, model, votes).classify());
    }

    /** Tables and fields that hold words of a text, best first, page by page. */
    public SearchResult search(SchemaSearch search) {
        requireNonNull(search, "search");
        return index.read(view -> new SearchReader(view, search, Weights.DEFAULT).search());
    }

    /** The last event of the registry that an answer given now would take into account. */
    public long indexRevision() {
        return index.read(IndexView::revision);
    }
}
