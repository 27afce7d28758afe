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
 * @param associated factor for what a word may mean besides, by the root of how often it does
 * @param related factor for words near in meaning, where no name has the word itself
 * @param rarityPower exponent on the rarity of a word among sources; below 1 flattens
 * @param unexplained how much of the question a word takes that nothing explains
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
        double associated,
        double related,
        double rarityPower,
        double unexplained,
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
            0.9, // associated
            0.6, // related
            0.6, // rarityPower
            0.3, // unexplained
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
