package dev.schemaregistry.contract.sql;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How names are written in PostgreSQL's SQL. */
final class PostgresIdentifiers {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");
    private static final Set<String> RESERVED = WordList.read("postgres-reserved.txt");

    private PostgresIdentifiers() {}

    /** The name as it must stand in a query: quoted where the server would fold or refuse it. */
    static String written(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !RESERVED.contains(name);
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    static List<String> written(List<String> names) {
        return names.stream().map(PostgresIdentifiers::written).toList();
    }
}
