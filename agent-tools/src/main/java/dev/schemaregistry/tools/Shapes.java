package dev.schemaregistry.tools;

/** The parts of schemas that all tools share. */
final class Shapes {
    private Shapes() {}

    /** Arguments with the budget that every tool takes. */
    static JsonShape arguments() {
        return JsonShape.arguments().integer(Arguments.MAX_TOKENS, Budget.LEAST, Budget.MOST);
    }

    /**
     * An answer with lists, and what every answer says: whether it was cut, how to go on, how fresh it is. Nothing is required, since
     * clients hold refusals against it too.
     */
    static JsonShape answer(String... lists) {
        return JsonShape.answer()
                .plain("array", lists)
                .plain("boolean", "truncated")
                .plain("integer", "total")
                .plain("object", "next", "freshness");
    }
}
