package dev.schemaregistry.tools;

/** A tool with what it does. Implementations are thread-safe. */
interface Operation {
    /** What a model and a client know of it; constant. */
    AgentTool tool();

    /**
     * The answer, within the budget the arguments set.
     *
     * @throws dev.schemaregistry.error.RegistryException for what can be expected to fail
     */
    ToolAnswer run(Arguments arguments, Budget budget);

    /** An operation whose whole answer can be drafted before it is cut. */
    interface Drafted extends Operation {
        /** The answer's size when the caller sets none. */
        int defaultTokens();

        /** The whole answer, before cutting. */
        Draft answer(Arguments arguments);

        @Override
        default ToolAnswer run(Arguments arguments, Budget budget) {
            return budget.fit(answer(arguments), arguments.maxTokens(defaultTokens()));
        }
    }
}
