package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the grammar reads but an older server does not; nothing where the version is not known. Confined to one thread. */
final class ServerVersion {
    private static final Pattern MAJOR = Pattern.compile("(?i)postgres\\w*\\s+(\\d{1,3})");
    private static final int NOT_KNOWN = Integer.MAX_VALUE;
    private static final int SIXTEEN = 16;
    private static final int SEVENTEEN = 17;

    /** JSON_QUERY, JSON_VALUE and JSON_EXISTS, JSON_TABLE, JSON, JSON_SCALAR, JSON_SERIALIZE. */
    private static final Set<String> SINCE_SEVENTEEN =
            Set.of("JsonFuncExpr", "JsonTable", "JsonParseExpr", "JsonScalarExpr", "JsonSerializeExpr");

    private final int major;
    private final CheckSession session;

    ServerVersion(String engine, CheckSession session) {
        this.major = major(engine).orElse(NOT_KNOWN);
        this.session = session;
    }

    /** The major version of an engine such as {@code PostgreSQL 15.19}; empty where it tells none. */
    static OptionalInt major(String engine) {
        Matcher matcher = MAJOR.matcher(engine);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** Hexadecimal, octal and binary numbers, and underscores between digits. */
    void checkNumber(JsonNode constant, int location) {
        boolean number = constant.has("ival") || constant.has("fval");
        if (major >= SIXTEEN || !number) {
            return;
        }
        String written = session.place(location, 0).map(session::text).orElse("");
        boolean newer = written.matches("0[xXoObB].*|\\d[\\d]*_.*");
        if (newer) {
            session.error(
                    Rule.SYNTAX_ERROR,
                    location,
                    written,
                    "trailing junk after numeric literal at or near \"" + written + '"');
        }
    }

    void checkConstruct(String kind, int location) {
        int needed = SINCE_SEVENTEEN.contains(kind) ? SEVENTEEN : SIXTEEN;
        if (major < needed && kind.startsWith("Json")) {
            session.error(
                    Rule.SYNTAX_ERROR,
                    location,
                    "",
                    "this SQL/JSON construct needs PostgreSQL " + needed + " or newer");
        }
    }

    void checkSubqueryAlias(boolean aliased, int location) {
        if (major < SIXTEEN && !aliased) {
            session.error(
                    Rule.SYNTAX_ERROR,
                    location < 0 ? Optional.empty() : session.place(location, 0),
                    "",
                    "subquery in FROM must have an alias, for example (SELECT …) AS part",
                    List.of());
        }
    }
}
