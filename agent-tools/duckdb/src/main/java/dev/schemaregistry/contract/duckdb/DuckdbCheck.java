package dev.schemaregistry.contract.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.FieldUse;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.duckdb.DuckdbErrors.Meaning;
import dev.schemaregistry.contract.duckdb.QueryParts.Part;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The check of one DuckDB query. Confined to one thread. */
final class DuckdbCheck {
    private static final int MOST_ERRORS = 6;
    private static final String MAIN = "main";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NAME = Pattern.compile(
            "(?:\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*)(?:\\.(?:\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*))*");
    private static final Set<String> FUNCTIONS = Set.copyOf(Words.lines("duckdb-functions.txt"));
    private static final Set<String> TABLE_FUNCTIONS = Set.copyOf(Words.lines("duckdb-table-functions.txt"));

    private final ContractQuery query;
    private final DuckdbDatabase database;
    private final FindingWriter findings;

    DuckdbCheck(ContractQuery query, DuckdbDatabase database) {
        this.query = query;
        this.database = database;
        this.findings = new FindingWriter(query.text());
    }

    /** @throws SQLException when the engine can't be asked */
    ContractReport report() throws SQLException {
        synchronized (database) {
            JsonNode tree = database.tree(query.text());
            if (!isOneQuery(tree)) {
                return report(List.of(), List.of(), List.of());
            }
            QueryParts parts =
                    QueryParts.of(query.text(), tree.path("statements").path(0));
            policy(parts);
            List<TableName> tables = tables(parts);
            withheld(tables, tree);
            boolean unsafe = findings.sorted().stream().anyMatch(finding -> finding.level() == Finding.Level.POLICY);
            List<ResultColumn> columns = unsafe ? List.of() : judged(parts);
            return report(tables, fields(parts, tables), columns);
        }
    }

    /** While the engine looks, tables that do not exist go by the names that were written for those that were meant. */
    private List<ResultColumn> judged(QueryParts parts) throws SQLException {
        Map<String, Table> meant = new TreeMap<>();
        parts.tables().stream()
                .filter(part -> !parts.isLocal(part) && table(part).isEmpty())
                .forEach(part -> meant(part).ifPresent(table -> meant.put(part.last(), table)));
        boolean unresolved = parts.tables().stream()
                .anyMatch(part -> !parts.isLocal(part)
                        && table(part).isEmpty()
                        && (part.names().size() > 1 || !meant.containsKey(part.last())));
        if (unresolved) {
            return List.of();
        }
        for (Map.Entry<String, Table> alias : meant.entrySet()) {
            database.nameAlso(
                    alias.getKey(),
                    query.schema().nativeNamespace(alias.getValue().name()),
                    alias.getValue());
        }
        try {
            return bind(parts);
        } finally {
            for (String alias : meant.keySet()) {
                database.forget(alias);
            }
        }
    }

    /** The table of that name, or the one most like it. */
    private Optional<Table> meant(Part part) {
        return table(part)
                .or(() -> NameSuggestions.nearest(part.text(), known()).stream()
                        .findFirst()
                        .flatMap(name -> query.schema().tables().stream()
                                .filter(table -> table.name().text().equals(name))
                                .findFirst()));
    }

    private List<String> known() {
        return query.schema().tables().stream()
                .map(table -> table.name().text())
                .toList();
    }

    private boolean isOneQuery(JsonNode tree) {
        if (tree.path("error").asBoolean(false)) {
            boolean otherStatement = tree.path("error_type").asText().equals("not implemented");
            if (otherStatement) {
                findings.error(
                        Rule.POLICY_NOT_A_READ, "the statement is no SELECT, VALUES or FROM; only those are checked");
            } else {
                int at = tree.path("position").asInt(-1);
                findings.error(
                        Rule.SYNTAX_ERROR,
                        Optional.of(at).filter(start -> start >= 0).map(start -> new Place(start, start)),
                        "",
                        tree.path("error_message").asText("not readable"));
            }
            return false;
        }
        int statements = tree.path("statements").size();
        if (statements != 1) {
            findings.error(
                    Rule.POLICY_MULTIPLE_STATEMENTS, "the text holds " + statements + " statements; send exactly one");
        }
        return statements == 1;
    }

    // --- policy ---

    private void policy(QueryParts parts) {
        parts.others()
                .forEach(other -> findings.error(
                        Rule.POLICY_NOT_A_READ,
                        place(other),
                        other.text(),
                        "SHOW, DESCRIBE and SUMMARIZE are no reads of tables"));
        parts.functions().stream()
                .filter(function -> !FUNCTIONS.contains(function.last().toLowerCase(Locale.ROOT)))
                .filter(this::exists)
                .forEach(function -> refuse(function, "function"));
        parts.tableFunctions().stream()
                .filter(function -> !TABLE_FUNCTIONS.contains(function.last().toLowerCase(Locale.ROOT)))
                .forEach(function -> refuse(function, "table function"));
    }

    private void withheld(List<TableName> tables, JsonNode tree) {
        if (query.schema().withholds()) {
            List<Table> concerned = tables.stream()
                    .flatMap(name -> query.schema().findTable(name).stream())
                    .filter(Table::hasWithheld)
                    .toList();
            new DuckdbWithheld(concerned, findings).look(tree.path("statements").path(0));
        }
    }

    private void refuse(Part function, String kind) {
        findings.error(
                Rule.POLICY_FUNCTION,
                place(function),
                function.text(),
                kind + " \"" + function.text() + "\" is not on the allow-list");
    }

    /** Of a name that the engine does not know either, the engine says so itself, with what was meant. */
    private boolean exists(Part function) {
        try {
            database.bind("SELECT 1 WHERE EXISTS (SELECT 1) AND " + DuckdbSchema.quoted(function.last()) + "()");
            return true;
        } catch (SQLException refused) {
            return DuckdbErrors.of(String.valueOf(refused.getMessage())).rule() != Rule.UNKNOWN_FUNCTION;
        }
    }

    // --- tables ---

    private List<TableName> tables(QueryParts parts) {
        Set<TableName> found = new TreeSet<>();
        for (Part part : parts.tables()) {
            Optional<Table> table = table(part);
            boolean local = parts.isLocal(part);
            if (table.isEmpty() && isOfTheEngine(part)) {
                // Also where WITH gives the name anew: outside of that query the name is still the engine's.
                unregistered(part);
            } else if (table.isEmpty() && !local) {
                unknownTable(part);
            } else if (!local) {
                table.map(Table::name).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private Optional<Table> table(Part part) {
        String namespace =
                part.names().size() > 1 ? part.names().get(part.names().size() - 2) : "";
        return query.schema().tables().stream()
                .filter(table -> table.name().name().equalsIgnoreCase(part.last()))
                .filter(table -> namespace.isEmpty()
                        ? isDefault(table.name())
                        : namespace.equalsIgnoreCase(query.schema().nativeNamespace(table.name()))
                                || (namespace.equalsIgnoreCase(MAIN)
                                        && table.name().namespace().isEmpty()))
                .findFirst();
    }

    private boolean isDefault(TableName name) {
        return name.namespace().isEmpty()
                || name.namespace().equalsIgnoreCase(query.schema().defaultNamespace());
    }

    private void unregistered(Part part) {
        findings.error(
                Rule.POLICY_UNREGISTERED_RELATION,
                place(part),
                part.text(),
                "\"" + part.text() + "\" is the engine's own and not a registered table");
    }

    private void unknownTable(Part part) {
        findings.error(
                Rule.UNKNOWN_TABLE,
                place(part),
                part.text(),
                "table \"" + part.text() + "\" does not exist",
                NameSuggestions.nearest(part.text(), known()));
    }

    private boolean isOfTheEngine(Part part) {
        String name =
                String.join(".", part.names().stream().map(DuckdbSchema::quoted).toList());
        try {
            database.bind("SELECT 1 FROM " + name);
            return true;
        } catch (SQLException unknown) {
            return false;
        }
    }

    // --- the engine's judgement ---

    /** Binds; after a wrong column, puts a constant in its place and goes on, so that all wrong names are found in one pass. */
    private List<ResultColumn> bind(QueryParts parts) {
        String attempt = withoutEnd(query.text());
        for (int round = 0; round < MOST_ERRORS; round++) {
            try {
                return database.bind(attempt);
            } catch (SQLException refused) {
                Meaning meaning = DuckdbErrors.of(String.valueOf(refused.getMessage()));
                Optional<Part> wrong = wrong(meaning, parts, attempt);
                add(meaning, wrong, parts);
                if (wrong.isEmpty() || !isColumn(meaning)) {
                    return List.of();
                }
                attempt = withConstant(attempt, wrong.get());
            }
        }
        return List.of();
    }

    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ';' || Character.isWhitespace(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isColumn(Meaning meaning) {
        return meaning.rule() == Rule.UNKNOWN_COLUMN || meaning.rule() == Rule.UNKNOWN_ALIAS;
    }

    /** The mention that the message is about: the first that is not mended yet. */
    private Optional<Part> wrong(Meaning meaning, QueryParts parts, String attempt) {
        Stream<Part> candidates = switch (meaning.rule()) {
            case UNKNOWN_COLUMN, AMBIGUOUS_COLUMN ->
                parts.columns().stream()
                        .filter(column -> column.last().equalsIgnoreCase(meaning.name()))
                        .filter(column ->
                                meaning.qualifier().isEmpty() || column.names().size() > 1);
            case UNKNOWN_ALIAS ->
                parts.columns().stream()
                        .filter(column -> column.names().size() > 1
                                && column.names().get(0).equalsIgnoreCase(meaning.name()));
            case UNKNOWN_FUNCTION, NO_MATCHING_FUNCTION, NO_MATCHING_OPERATOR ->
                Stream.concat(parts.functions().stream(), parts.tableFunctions().stream())
                        .filter(function -> function.last().equalsIgnoreCase(meaning.name()));
            default -> Stream.empty();
        };
        return candidates
                .filter(part -> part.start() >= 0 && isStill(attempt, part))
                .findFirst();
    }

    private boolean isStill(String attempt, Part part) {
        return part.start() < attempt.length() && attempt.startsWith(written(part), part.start());
    }

    /** The same length, so that all places stay what they are. */
    private String withConstant(String attempt, Part wrong) {
        int length = written(wrong).length();
        String constant = length >= 4 ? "NULL" : "1";
        return attempt.substring(0, wrong.start())
                + constant
                + " ".repeat(Math.max(0, length - constant.length()))
                + attempt.substring(wrong.start() + length);
    }

    private void add(Meaning meaning, Optional<Part> wrong, QueryParts parts) {
        List<String> suggestions =
                wrong.map(part -> suggestions(meaning, part, parts)).orElse(List.of());
        findings.error(
                meaning.rule(),
                wrong.map(part -> placeOfFault(meaning, part)),
                meaning.name(),
                meaning.sentence(),
                suggestions.stream().map(DuckdbCheck::quotedIfNeeded).toList());
    }

    private List<String> suggestions(Meaning meaning, Part part, QueryParts parts) {
        return switch (meaning.rule()) {
            case UNKNOWN_COLUMN -> NameSuggestions.nearest(part.last(), columnNames(part, parts));
            case UNKNOWN_ALIAS -> NameSuggestions.nearest(meaning.name(), parts.aliases());
            case UNKNOWN_FUNCTION -> NameSuggestions.nearest(meaning.name(), FUNCTIONS);
            default -> List.of();
        };
    }

    /** Of the table that stands before the dot, or of all tables of the query. */
    private Collection<String> columnNames(Part column, QueryParts parts) {
        String qualifier =
                column.names().size() > 1 ? column.names().get(column.names().size() - 2) : "";
        Set<String> names = new LinkedHashSet<>();
        parts.tables().stream()
                .filter(part -> qualifier.isEmpty()
                        || qualifier.equalsIgnoreCase(part.alias().isEmpty() ? part.last() : part.alias()))
                .flatMap(part -> meant(part).stream())
                .forEach(table -> table.fields().forEach(field -> names.add(field.name())));
        return names;
    }

    // --- places ---

    private Optional<Place> place(Part part) {
        return part.start() < 0
                ? Optional.empty()
                : Optional.of(
                        new Place(part.start(), part.start() + written(part).length()));
    }

    /** Of a qualified name only what is wrong: its last part, or for an alias its first. */
    private Place placeOfFault(Meaning meaning, Part part) {
        String written = written(part);
        int start = part.start();
        int dot = meaning.rule() == Rule.UNKNOWN_ALIAS ? written.indexOf('.') : written.lastIndexOf('.');
        if (dot < 0 || written.indexOf('"') >= 0) {
            return new Place(start, start + written.length());
        }
        return meaning.rule() == Rule.UNKNOWN_ALIAS
                ? new Place(start, start + dot)
                : new Place(start + dot + 1, start + written.length());
    }

    /** The name as it stands in the query: words and quoted words with dots between. */
    private String written(Part part) {
        Matcher name = NAME.matcher(query.text());
        return part.start() >= 0 && name.find(part.start()) && name.start() == part.start() ? name.group() : "";
    }

    private static String quotedIfNeeded(String name) {
        return PLAIN.matcher(name).matches() ? name : DuckdbSchema.quoted(name);
    }

    // --- what it reads ---

    private List<FieldUse> fields(QueryParts parts, List<TableName> tables) {
        Set<FieldUse> uses = new TreeSet<>();
        for (TableName name : tables) {
            List<Field> known =
                    query.schema().findTable(name).map(Table::fields).orElse(List.of());
            for (Field field : known) {
                boolean named = parts.columns().stream()
                        .anyMatch(column -> column.names().stream().anyMatch(field.name()::equalsIgnoreCase));
                if (named) {
                    uses.add(new FieldUse(name, field.name()));
                }
            }
        }
        return List.copyOf(uses);
    }

    private ContractReport report(List<TableName> tables, List<FieldUse> fields, List<ResultColumn> columns) {
        boolean refused = findings.hasErrors();
        Map<TableName, SemanticVersion> versions = new TreeMap<>(query.schema().versions());
        versions.keySet().retainAll(tables);
        return new ContractReport(
                query.schema().source(),
                refused ? Verdict.REJECT : Verdict.ACCEPT,
                !refused,
                findings.sorted(),
                tables,
                fields,
                refused ? List.of() : columns,
                versions);
    }
}
