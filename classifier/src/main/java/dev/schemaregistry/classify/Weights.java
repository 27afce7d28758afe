package dev.schemaregistry.classify;

/**
 * The numbers of the ranking, all in one place. Found on the open training questions, databases held apart; see
 * docs/evaluation-routing.md.
 */
record Weights(
        double tableName,
        double fieldName,
        double tableLabel,
        double fieldLabel,
        double comment,
        double entity,
        double value,
        double sourceName,
        double sourceDescription,
        double shareFloor,
        double sharePower,
        double capitalised,
        double quoted,
        double fuzzy,
        double rarityPower,
        double coverage,
        double bestTable,
        double connected,
        double sizePrior,
        double temperature,
        double tableSource,
        double tableInSet,
        double setGain,
        double bridgeGain,
        double wholeName,
        double minimumScore,
        double tie) {
    static final Weights DEFAULT = new Weights(
            1.0, 0.8, 1.0, 0.8, 0.25, 1.0, 0.6, 1.2, 0.25, 0.3, 1.0, 0.8, 0.5, 0.7, 0.6, 1.0, 0.5, 0.5, 0.01, 0.1, 1.2,
            0.12, 0.04, 0.2, 0.95, 0.1, 0.7);

    double of(PostingField field, boolean source, boolean whole) {
        if (source) {
            return field == PostingField.NAME ? sourceName : sourceDescription;
        }
        return switch (field) {
            case NAME -> whole ? tableName : fieldName;
            case LABEL -> whole ? tableLabel : fieldLabel;
            case COMMENT -> comment;
            case ENTITY -> entity;
            case VALUE -> value;
        };
    }

    /** How much an element counts of whose words the question has this share. */
    double shape(double share) {
        return shareFloor + (1 - shareFloor) * (sharePower == 1 ? share : Math.pow(share, sharePower));
    }

    /** How likely a word is to name something of a schema: what is quoted or capitalised is rather a value. */
    double naming(QuestionWord word) {
        if (word.quoted()) {
            return quoted;
        }
        return word.capitalised() ? capitalised : 1;
    }
}
