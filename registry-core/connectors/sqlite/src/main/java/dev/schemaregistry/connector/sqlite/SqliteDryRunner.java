package dev.schemaregistry.connector.sqlite;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets SQLite compile a query against the file, without a single step of running it, on a read-only connection of its own, at most
 * four at once.
 */
final class SqliteDryRunner implements DryRunner {
    private static final int AT_ONCE = 4;
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final Set<String> FIRST_WORDS = Set.of("SELECT", "VALUES", "WITH");

    private final SqliteFile file;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    SqliteDryRunner(SqliteFile file) {
        this.file = requireNonNull(file, "file");
    }

    @Override
    public DryRunReport dryRun(String query, Limits limits) {
        Optional<DryRunReport> refused = refusal(query);
        if (refused.isPresent()) {
            return refused.get();
        }
        try {
            if (!places.tryAcquire(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return Reports.unverified("", AT_ONCE + " dry runs are under way at this source; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(ErrorCode.SOURCE_TIMEOUT, "a dry run was interrupted while waiting its turn", e);
        }
        try {
            return file.read("a dry run", limits.timeout(), connection -> new QueryProbe(connection).ask(query));
        } finally {
            places.release();
        }
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
