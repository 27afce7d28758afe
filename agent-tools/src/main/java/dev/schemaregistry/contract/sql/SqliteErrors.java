package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.sql.SqliteLexer.Token;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the engine's messages into findings: where, and what was meant. */
final class SqliteErrors {
    private static final Pattern ENGINE_WORDS = Pattern.compile("(?s)^\\[\\w+\\][^(]*\\((.*)\\)\\s*$");
    private static final Pattern NO_COLUMN = Pattern.compile("(?s)no such column: (.*?)(?: - should this be .*)?");
    private static final Pattern NO_TABLE = Pattern.compile("(?s)no such table: (.*)");
    private static final Pattern NO_FUNCTION = Pattern.compile("(?s)no such function: (.*)");
    private static final Pattern AMBIGUOUS = Pattern.compile("(?s)ambiguous column name: (.*)");
    private static final Pattern ARGUMENTS = Pattern.compile("(?s)wrong number of arguments to function (.*?)\\(\\).*");
    private static final Pattern NEAR = Pattern.compile("(?s)near \"(.*)\": syntax error");
    private static final Pattern TOO_BIG =
            Pattern.compile("(?s).*(too large|too many|too deep|too complex|stack overflow|at most \\d+ tables).*");
    private static final Pattern PARSE =
            Pattern.compile("(?s)(incomplete input|unrecognized token: .*|.*syntax error.*|not an error)");

    private final SchemaContext schema;
    private final List<Token> tokens;
    private final FindingWriter findings;
    private final Map<String, Table> tablesByAlias;

    SqliteErrors(SchemaContext schema, List<Token> tokens, FindingWriter findings) {
        this.schema = schema;
        this.tokens = tokens;
        this.findings = findings;
        this.tablesByAlias = tablesByAlias();
    }

    /** Adds the finding; the query with the wrong name replaced, when going on is worth it. */
    Optional<String> add(SQLException refused, String attempt) {
        String message = words(refused);
        Matcher column = NO_COLUMN.matcher(message);
        if (column.matches()) {
            return unknownColumn(column.group(1), message, attempt);
        }
        Matcher table = NO_TABLE.matcher(message);
        if (table.matches()) {
            return unknownTable(table.group(1), message, attempt);
        }
        other(message);
        return Optional.empty();
    }

    private static String words(SQLException refused) {
        String message = String.valueOf(refused.getMessage());
        Matcher matcher = ENGINE_WORDS.matcher(message);
        return matcher.matches() ? matcher.group(1) : message;
    }

    private void other(String message) {
        Matcher function = NO_FUNCTION.matcher(message);
        if (function.matches()) {
            String name = function.group(1);
            List<String> nearest = NameSuggestions.nearest(name, SqliteFunctions.NAMES);
            findings.error(Rule.UNKNOWN_FUNCTION, place(name), name, message, nearest);
            return;
        }
        Matcher ambiguous = AMBIGUOUS.matcher(message);
        if (ambiguous.matches()) {
            ambiguous(ambiguous.group(1), message);
            return;
        }
        Matcher arguments = ARGUMENTS.matcher(message);
        if (arguments.matches()) {
            findings.error(Rule.NO_MATCHING_FUNCTION, place(arguments.group(1)), arguments.group(1), message);
            return;
        }
        Matcher near = NEAR.matcher(message);
        if (near.matches()) {
            findings.error(Rule.SYNTAX_ERROR, place(near.group(1)), near.group(1), message);
            return;
        }
        if (PARSE.matcher(message).matches()) {
            findings.error(Rule.SYNTAX_ERROR, message);
            return;
        }
        findings.error(TOO_BIG.matcher(message).matches() ? Rule.POLICY_LIMIT : semantic(message), message);
    }

    private static Rule semantic(String message) {
        if (message.contains("misuse of window")) {
            return Rule.WINDOWING;
        }
        if (message.contains("misuse of aggregate") || message.contains("aggregate functions are not allowed")) {
            return Rule.GROUPING;
        }
        if (message.contains("number of result columns")
                || message.contains("column names")
                || message.contains("values for")) {
            return Rule.COLUMN_COUNT;
        }
        return message.contains("term") ? Rule.INVALID_REFERENCE : Rule.NOT_SUPPORTED;
    }

    private void ambiguous(String name, String message) {
        String column = name.substring(name.lastIndexOf('.') + 1);
        List<String> qualified = new ArrayList<>();
        tablesByAlias.forEach((alias, table) -> {
            if (hasColumn(table, column)) {
                qualified.add(alias + '.' + column);
            }
        });
        findings.error(
                Rule.AMBIGUOUS_COLUMN,
                place(name),
                name,
                message,
                qualified.stream().sorted().toList());
    }

    private Optional<String> unknownTable(String name, String message, String attempt) {
        String bare = name.startsWith("main.") ? name.substring("main.".length()) : name;
        List<String> candidates =
                schema.tables().stream().map(table -> table.name().name()).toList();
        List<String> nearest = NameSuggestions.nearest(bare, candidates).stream()
                .map(SqliteErrors::written)
                .toList();
        findings.error(Rule.UNKNOWN_TABLE, place(bare), name, message, nearest);
        nearest.stream()
                .findFirst()
                .flatMap(nearestName -> schema.findTable(TableName.of(nearestName)))
                .ifPresent(meant -> tablesByAlias.put(bare.toLowerCase(Locale.ROOT), meant));
        return nearest.isEmpty() ? Optional.empty() : replaceAll(attempt, bare, nearest.get(0));
    }

    private Optional<String> unknownColumn(String name, String message, String attempt) {
        int dot = name.lastIndexOf('.');
        String column = name.substring(dot + 1);
        String qualifier = dot < 0 ? "" : name.substring(0, dot);
        Optional<Place> place = place(name);
        if (!qualifier.isEmpty() && !tablesByAlias.containsKey(qualifier.toLowerCase(Locale.ROOT))) {
            findings.error(Rule.UNKNOWN_ALIAS, firstPart(place), name, message, otherQualifiers(qualifier, column));
            return replaceName(attempt, name, "NULL");
        }
        List<String> nearest = columnSuggestions(qualifier, column);
        String elsewhere = nearest.isEmpty() ? elsewhere(column) : "";
        findings.error(Rule.UNKNOWN_COLUMN, lastPart(place, column), name, message + elsewhere, nearest);
        return replaceName(attempt, name, "NULL");
    }

    private List<String> otherQualifiers(String qualifier, String column) {
        Set<String> having = new LinkedHashSet<>();
        tablesByAlias.forEach((alias, table) -> {
            if (hasColumn(table, column)) {
                having.add(alias);
            }
        });
        List<String> near = NameSuggestions.nearest(qualifier, having.isEmpty() ? tablesByAlias.keySet() : having);
        List<String> ranked = near.isEmpty() ? List.copyOf(having) : near;
        return ranked.stream().map(SqliteErrors::written).toList();
    }

    private List<String> columnSuggestions(String qualifier, String column) {
        Table qualified = tablesByAlias.get(qualifier.toLowerCase(Locale.ROOT));
        Set<String> candidates = new LinkedHashSet<>();
        for (Table table : qualified == null ? tablesByAlias.values() : List.of(qualified)) {
            table.fields().forEach(field -> candidates.add(field.name()));
        }
        return NameSuggestions.nearest(column, candidates).stream()
                .map(SqliteErrors::written)
                .toList();
    }

    private String elsewhere(String column) {
        return schema.tables().stream()
                .filter(table -> hasColumn(table, column))
                .findFirst()
                .map(table -> "; table \"" + table.name() + "\" has a column of that name: join it")
                .orElse("");
    }

    private static boolean hasColumn(Table table, String column) {
        return table.fields().stream().map(Field::name).anyMatch(column::equalsIgnoreCase);
    }

    /** Names of registered tables as they stand in the query, and the names they are given there. */
    private Map<String, Table> tablesByAlias() {
        Map<String, Table> known = new HashMap<>();
        schema.tables().forEach(table -> known.put(table.name().name().toLowerCase(Locale.ROOT), table));
        Map<String, Table> found = new HashMap<>();
        for (int at = 0; at < tokens.size(); at++) {
            Table table = tokens.get(at).isName() ? known.get(tokens.get(at).folded()) : null;
            if (table == null) {
                continue;
            }
            found.put(tokens.get(at).folded(), table);
            int next = at + 1 < tokens.size() && tokens.get(at + 1).isWord("as") ? at + 2 : at + 1;
            if (next < tokens.size() && tokens.get(next).isName() && !SqliteFunctions.isKeyword(tokens.get(next))) {
                found.put(tokens.get(next).folded(), table);
            }
        }
        return found;
    }

    private Optional<Place> place(String name) {
        return find(tokens, name);
    }

    private Optional<Place> firstPart(Optional<Place> name) {
        return name.flatMap(place -> tokens.stream()
                .filter(token -> token.start() == place.start())
                .findFirst()
                .map(SqliteCheck::placeOf));
    }

    private Optional<Place> lastPart(Optional<Place> name, String column) {
        return name.flatMap(place -> tokens.stream()
                .filter(token -> token.end() == place.end() && token.isName(column))
                .findFirst()
                .map(SqliteCheck::placeOf));
    }

    /** Where a plain or dotted name stands first. */
    private static Optional<Place> find(List<Token> tokens, String name) {
        String[] parts = name.split("\\.", -1);
        for (int at = 0; at < tokens.size(); at++) {
            if (standsAt(tokens, at, parts)) {
                return Optional.of(new Place(
                        tokens.get(at).start(),
                        tokens.get(at + 2 * (parts.length - 1)).end()));
            }
        }
        return Optional.empty();
    }

    private static boolean standsAt(List<Token> tokens, int from, String[] parts) {
        for (int part = 0; part < parts.length; part++) {
            int at = from + 2 * part;
            if (at >= tokens.size() || !tokens.get(at).value().equalsIgnoreCase(parts[part])) {
                return false;
            }
            boolean dotFollows = at + 1 < tokens.size() && tokens.get(at + 1).isSymbol(".");
            if (part < parts.length - 1 && !dotFollows) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> replaceName(String attempt, String name, String replacement) {
        return find(SqliteLexer.tokens(attempt), name)
                .map(place -> attempt.substring(0, place.start()) + replacement + attempt.substring(place.end()));
    }

    private static Optional<String> replaceAll(String attempt, String name, String replacement) {
        StringBuilder out = new StringBuilder();
        int copied = 0;
        for (Token token : SqliteLexer.tokens(attempt)) {
            if (token.isName(name)) {
                out.append(attempt, copied, token.start()).append(replacement);
                copied = token.end();
            }
        }
        return copied == 0 ? Optional.empty() : Optional.of(out + attempt.substring(copied));
    }

    private static String written(String name) {
        boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_]*")
                && !SqliteFunctions.KEYWORDS.contains(name.toLowerCase(Locale.ROOT));
        return plain ? name : SqliteSchema.quoted(name);
    }
}
