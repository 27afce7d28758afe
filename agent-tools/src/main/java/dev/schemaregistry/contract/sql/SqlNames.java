package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.Dialect;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How a name must stand in a query of a dialect. Pure. */
public final class SqlNames {
    private static final Pattern SQLITE_PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

    /** Keywords of SQLite (sqlite.org/lang_keywords.html) that PostgreSQL does not reserve and SQLite takes for no name. */
    private static final Set<String> SQLITE_RESERVED = Set.of(
            "add",
            "alter",
            "autoincrement",
            "between",
            "commit",
            "delete",
            "drop",
            "escape",
            "exists",
            "if",
            "index",
            "insert",
            "is",
            "isnull",
            "join",
            "natural",
            "nothing",
            "notnull",
            "set",
            "transaction",
            "update",
            "values");

    private SqlNames() {}

    /** The name, between double quotes where it would otherwise be folded, misread or refused. */
    public static String written(Dialect dialect, String name) {
        return switch (dialect) {
            case POSTGRESQL -> PostgresIdentifiers.written(name);
            case SQLITE -> sqlite(name);
            case MONGODB -> name;
        };
    }

    private static String sqlite(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        boolean plain = SQLITE_PLAIN.matcher(name).matches()
                && !SQLITE_RESERVED.contains(folded)
                && PostgresIdentifiers.written(folded).equals(folded);
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
