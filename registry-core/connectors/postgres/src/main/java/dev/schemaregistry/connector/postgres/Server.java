package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.connector.postgres.CatalogQuery.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * The row of {@code server.sql}: who answers, and what our role could do beyond reading.
 *
 * @param observedAt by the server's clock
 * @param searchPath the schemas that our role may use of those in which its sessions look up unqualified names, in order
 */
record Server(
        String version,
        int versionNumber,
        Instant observedAt,
        String role,
        boolean superuser,
        List<String> powers,
        List<String> searchPath) {
    private static final String ADVICE =
            "; a role with nothing but USAGE on schemas and SELECT on tables is enough, give the registry one of its own";

    static Server of(Row row) throws SQLException {
        return new Server(
                row.text("version"),
                row.number("version_number"),
                row.rows().getObject("observed_at", OffsetDateTime.class).toInstant(),
                row.text("role"),
                row.is("superuser"),
                row.texts("powers"),
                row.texts("search_path"));
    }

    /** For example {@code PostgreSQL 15.19}; what a packager adds to the version is left out. */
    String engine() {
        int space = version.indexOf(' ');
        return "PostgreSQL " + (space < 0 ? version : version.substring(0, space));
    }

    /** Sentences about a role that may do too much, or too little; that whole schemas are closed to it is told elsewhere. */
    List<String> warnings(Collection<Relation> relations, Collection<Relation> inOpenSchemas) {
        List<String> warnings = new ArrayList<>();
        if (superuser) {
            warnings.add("role \"" + role + "\" is a superuser" + ADVICE);
            return warnings;
        }
        if (!powers.isEmpty()) {
            warnings.add("role \"" + role + "\" has " + String.join(", ", powers) + ADVICE);
        }
        warn(warnings, relations, Relation::owned, " owns ", ADVICE);
        warn(warnings, relations, relation -> relation.writable() && !relation.owned(), " may write to ", ADVICE);
        warn(
                warnings,
                inOpenSchemas,
                relation -> !relation.readable(),
                " may not SELECT from ",
                "; the schema is known all the same, but queries on it are refused");
        return warnings;
    }

    private void warn(
            List<String> warnings, Collection<Relation> all, Predicate<Relation> which, String does, String advice) {
        List<String> names = all.stream()
                .filter(which)
                .map(relation -> PostgresFailures.oneLine(relation.name().text()))
                .sorted()
                .toList();
        if (!names.isEmpty()) {
            String more = names.size() > 1 ? " and " + (names.size() - 1) + " more" : "";
            warnings.add("role \"" + role + '"' + does + '"' + names.get(0) + '"' + more + advice);
        }
    }
}
