package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.sql.grammar.ParseOutcome.Parsed;
import dev.schemaregistry.contract.sql.grammar.PostgresGrammar;

/**
 * What PostgreSQL's grammar says of a text, without a schema: the best that a parser alone can do. For comparison; nothing that it
 * accepts is safe to run. Thread-safe.
 */
public final class GrammarAlone implements AutoCloseable {
    private final PostgresGrammar grammar = new PostgresGrammar();

    /** Whether the text is exactly one SELECT, VALUES or TABLE. */
    public boolean isOneRead(String query) {
        return grammar.parse(query) instanceof Parsed parsed
                && parsed.statements() == 1
                && Tree.is(parsed.tree().path("stmts").path(0).path("stmt"), "SelectStmt");
    }

    @Override
    public void close() {
        grammar.close();
    }
}
