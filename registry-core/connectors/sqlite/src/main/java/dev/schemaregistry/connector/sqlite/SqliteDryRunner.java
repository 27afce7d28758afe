package dev.schemaregistry.connector.sqlite;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets SQLite compile a query against the file, without a single step of running it, on a read-only connection of its own.
 */
final class SqliteDryRunner implements DryRunner {
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final Set<String> FIRST_WORDS = Set.of("SELECT", "VALUES", "WITH");

    private final SqliteFile file;

    SqliteDryRunner(SqliteFile file) {
        this.file = requireNonNull(file, "file");
    }

    @Override
    public DryRunReport dryRun(String query, Limits limits) {
        Optional<DryRunReport> refused = refusal(query);
        if (refused.isPresent()) {
            return refused.get();
        }
        return file.read("a dry run", limits.timeout(), connection -> new QueryProbe(connection).ask(query));
    }

    /** What can be refused before SQLite sees it: a PRAGMA already acts while it is compiled. */
    static Optional<DryRunReport> refusal(String query) {
        if (query.indexOf('\0') >= 0) {
            return Optional.of(
                    Reports.rejected("22021", "the text holds a NUL character, where SQLite would stop reading"));
        }
        if (query.length() > MOST_CHARACTERS) {
            return Optional.of(Reports.rejected("54000", "the text is longer than " + MOST_CHARACTERS + " characters"));
        }
        List<SqlTokens.Token> tokens = SqlTokens.ofOneStatement(query);
        if (tokens.isEmpty()) {
            return Optional.of(Reports.rejected("42601", "expected exactly one statement, found none"));
        }
        if (FIRST_WORDS.stream().noneMatch(tokens.get(0)::is)) {
            return Optional.of(Reports.notARead("it starts with neither SELECT, VALUES nor WITH"));
        }
        return tokens.stream().anyMatch(token -> token.isSymbol(';'))
                ? Optional.of(Reports.notARead("it holds more than one statement"))
                : Optional.empty();
    }
}
