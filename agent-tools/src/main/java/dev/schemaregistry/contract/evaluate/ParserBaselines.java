package dev.schemaregistry.contract.evaluate;

import dev.schemaregistry.contract.dialects.ParserAlone;
import dev.schemaregistry.contract.sql.GrammarAlone;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parsers the contract check is compared with. Thread-safe. */
public final class ParserBaselines implements AutoCloseable {
    private static final Set<String> SQL = Set.of("postgres", "sqlite");

    private final GrammarAlone grammar = new GrammarAlone();
    private final ParserAlone parser = new ParserAlone();

    /** Each with the name of its column. */
    public Map<String, Baseline> byName() {
        Map<String, Baseline> all = new LinkedHashMap<>();
        all.put(
                "PostgreSQL's grammar",
                (dialect, query) ->
                        dialect.equals("postgres") ? Optional.of(grammar.isOneRead(query)) : Optional.empty());
        all.put(
                "JSqlParser",
                (dialect, query) -> SQL.contains(dialect) ? Optional.of(parser.isOneRead(query)) : Optional.empty());
        return all;
    }

    @Override
    public void close() {
        grammar.close();
    }
}
