package dev.schemaregistry.classify;

/**
 * The numbers of the ranking, all in one place. Chosen by hand on samples of open training questions; what they reach is in
 * docs/evaluation-routing.md.
 *
 * @param tableName a table's own name
 * @param fieldName a field's name
 * @param tableLabel the short first line of a table's comment
 * @param fieldLabel the short first line of a field's comment
 * @param comment prose in comments
 * @param entity an ontology entity's name or synonym
 * @param value a known value of a field
 * @param sourceName the source's id
 * @param sourceDescription the source's description
 * @param shareFloor what an element keeps of its weight when the question has almost none of its words
 * @param sharePower how steeply the weight grows with the share of its words that the question has
 * @param capitalised factor for words written like a proper name, unless a value explains them
 * @param quoted factor for words between quotation marks, unless a value explains them
 * @param fuzzy factor for names that are a typing error away
 * @param rarityPower exponent on the rarity of a word among sources; below 1 flattens
 * @param unexplained how much of the question a word takes that nothing explains
 * @param coverage what all tables of a source explain together
 * @param bestTable what its best table explains alone
 * @param connected what a set of tables connected by foreign keys explains
 * @param sizePrior what a larger source loses
 * @param temperature how much score makes a source e times as likely
 * @param tableSource how much a table counts by its source
 * @param tableInSet what a table of its source's set gains
 * @param setGain the least that a neighbour must add to join the set
 * @param bridgeGain the least that a table two foreign keys away must add
 * @param wholeName the share of the weight of a table's name from which it counts as named
 * @param passing below it a word is explained only in passing, as by a comment
 * @param minimumScore below it nothing fits
 * @param tie from which share of the first probability a source ties with it
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
        double unexplained,
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
        double passing,
        double minimumScore,
        double tie) {
    static final Weights DEFAULT = new Weights(
            1.0, // tableName
            0.8, // fieldName
            1.0, // tableLabel
            0.8, // fieldLabel
            0.25, // comment
            1.0, // entity
            0.6, // value
            1.2, // sourceName
            0.25, // sourceDescription
            0.3, // shareFloor
            1.0, // sharePower
            0.8, // capitalised
            0.5, // quoted
            0.7, // fuzzy
            0.6, // rarityPower
            0.3, // unexplained
            1.0, // coverage
            0.5, // bestTable
            0.5, // connected
            0.01, // sizePrior
            0.1, // temperature
            1.2, // tableSource
            0.12, // tableInSet
            0.04, // setGain
            0.2, // bridgeGain
            0.95, // wholeName
            0.5, // passing
            0.3, // minimumScore
            0.7 // tie
            );

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
