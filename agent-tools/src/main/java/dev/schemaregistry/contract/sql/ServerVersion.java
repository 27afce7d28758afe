package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the grammar reads but an older server does not; nothing where the version is not known. Confined to one thread. */
final class ServerVersion {
    private static final Pattern MAJOR = Pattern.compile("(?i)postgres\\w*\\s+(\\d{1,3})");
    private static final int NOT_KNOWN = Integer.MAX_VALUE;
    private static final int SIXTEEN = 16;

    private final int major;
    private final CheckSession session;

    ServerVersion(String engine, CheckSession session) {
        Matcher matcher = MAJOR.matcher(engine);
        this.major = matcher.find() ? Integer.parseInt(matcher.group(1)) : NOT_KNOWN;
        this.session = session;
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
        if (major < SIXTEEN && kind.startsWith("Json")) {
            session.error(Rule.SYNTAX_ERROR, location, "", "SQL/JSON constructs need PostgreSQL 16 or newer");
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
