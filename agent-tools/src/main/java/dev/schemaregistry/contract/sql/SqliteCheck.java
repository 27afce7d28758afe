package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.FieldUse;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.SqliteDatabase.Instruction;
import dev.schemaregistry.contract.sql.SqliteLexer.Token;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The check of one SQLite query. Confined to one thread. */
final class SqliteCheck {
    private static final int MOST_ERRORS = 6;
    private static final Set<String> READS = Set.of("select", "with", "values");
    private static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "replace", "create", "drop", "alter");

    private final ContractQuery query;
    private final SqliteDatabase database;
    private final Optional<SqliteWithheld> withheld;
    private final FindingWriter findings;
    private final List<Token> tokens;

    SqliteCheck(ContractQuery query, SqliteDatabase database, Optional<SqliteWithheld> withheld) {
        this.query = query;
        this.database = database;
        this.withheld = withheld;
        this.findings = new FindingWriter(query.text());
        this.tokens = SqliteLexer.tokens(query.text());
    }

    ContractReport report() {
        List<Token> statement = withoutClosingSemicolons(tokens);
        if (!isOneRead(statement)) {
            return report(Verdict.REJECT, false, List.of(), List.of());
        }
        String text =
                query.text().substring(0, statement.get(statement.size() - 1).end());
        List<Instruction> program = compile(text);
        if (findings.hasErrors()) {
            return report(Verdict.REJECT, false, List.of(), List.of());
        }
        new SqlitePolicy(query.schema(), findings).check(statement, program);
        withheld.ifPresent(policy -> policy.check(text, statement, findings));
        List<ResultColumn> columns = columns(text);
        boolean safe = !findings.hasErrors();
        return report(safe ? Verdict.ACCEPT : Verdict.REJECT, safe, tables(program), columns);
    }

    private static List<Token> withoutClosingSemicolons(List<Token> tokens) {
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).isSymbol(";")) {
            end--;
        }
        return tokens.subList(0, end);
    }

    private boolean isOneRead(List<Token> statement) {
        if (statement.isEmpty()) {
            findings.error(Rule.POLICY_MULTIPLE_STATEMENTS, "the text holds no statement; expected exactly one");
            return false;
        }
        Optional<Token> second =
                statement.stream().filter(token -> token.isSymbol(";")).findFirst();
        if (second.isPresent()) {
            findings.error(
                    Rule.POLICY_MULTIPLE_STATEMENTS,
                    Optional.of(placeOf(second.get())),
                    ";",
                    "the text holds more than one statement; send them one by one");
            return false;
        }
        Token first = statement.get(0);
        if (!first.isName() || !READS.contains(first.folded())) {
            return refuseStart(first);
        }
        return true;
    }

    private boolean refuseStart(Token first) {
        String word = first.folded();
        if (first.kind() == SqliteLexer.Kind.IDENTIFIER && WRITES.contains(word)) {
            findings.error(
                    Rule.POLICY_WRITE,
                    Optional.of(placeOf(first)),
                    first.value(),
                    "a statement that starts with \"" + first.value() + "\" writes; only reads are allowed");
            return false;
        }
        findings.error(
                Rule.POLICY_NOT_A_READ,
                Optional.of(placeOf(first)),
                first.value(),
                "a statement that starts with \"" + first.value() + "\" is no read; begin with SELECT, WITH or VALUES");
        return false;
    }

    /** Compiles; after an error, mends it in a copy and goes on, so that all wrong names are found in one pass. */
    private List<Instruction> compile(String text) {
        SqliteErrors errors = new SqliteErrors(query.schema(), tokens, findings);
        String attempt = text;
        for (int round = 0; round < MOST_ERRORS; round++) {
            try {
                List<Instruction> program = database.compile(attempt);
                if (round == 0) {
                    proveRead(text);
                }
                return program;
            } catch (SQLException refused) {
                Optional<String> mended = errors.add(refused, attempt);
                if (mended.isEmpty()) {
                    return List.of();
                }
                attempt = mended.get();
            }
        }
        return List.of();
    }

    /** The engine's own word that the text is a single query: it must stand where only a query may stand. */
    private void proveRead(String text) {
        try {
            database.compile("SELECT 1 FROM (\n" + text + "\n)");
        } catch (SQLException refused) {
            findings.error(Rule.POLICY_NOT_A_READ, "the statement is no plain query");
        }
    }

    private List<ResultColumn> columns(String text) {
        try {
            return database.columns(text).stream().map(this::typed).toList();
        } catch (SQLException notToBeTold) {
            return List.of();
        }
    }

    /** With the neutral type of fields declared so; where their lengths differ, without one. */
    private ResultColumn typed(ResultColumn column) {
        if (column.nativeType().isEmpty()) {
            return column;
        }
        List<DataType> types = query.schema().tables().stream()
                .flatMap(table -> table.fields().stream())
                .filter(field -> word(field.nativeType()).equalsIgnoreCase(word(column.nativeType())))
                .map(Field::type)
                .distinct()
                .limit(2)
                .toList();
        Optional<DataType> type = types.stream().findFirst().map(first -> types.size() == 1 ? first : bare(first));
        return new ResultColumn(column.name(), column.nativeType(), type, column.nullability());
    }

    /** A declared type without what stands in parentheses. */
    private static String word(String declared) {
        int parenthesis = declared.indexOf('(');
        return (parenthesis < 0 ? declared : declared.substring(0, parenthesis)).strip();
    }

    private static DataType bare(DataType type) {
        return type instanceof DataType.Scalar scalar ? DataType.scalar(scalar.kind()) : type;
    }

    private List<TableName> tables(List<Instruction> program) {
        Set<String> names = new HashSet<>();
        for (Instruction step : program) {
            if (step.opcode().equals("OpenRead") || step.opcode().equals("ReopenIdx")) {
                database.tableAt(step.second()).ifPresent(name -> names.add(name.toLowerCase(Locale.ROOT)));
            }
        }
        Set<String> words = new HashSet<>();
        tokens.stream().filter(Token::isName).forEach(token -> words.add(token.folded()));
        return query.schema().tables().stream()
                .filter(table -> {
                    String name = table.name().name().toLowerCase(Locale.ROOT);
                    return names.contains(name) || (table.kind().isView() && words.contains(name));
                })
                .map(Table::name)
                .sorted()
                .toList();
    }

    private List<FieldUse> fields(List<TableName> tables) {
        Set<String> words = new HashSet<>();
        tokens.stream().filter(Token::isName).forEach(token -> words.add(token.folded()));
        Set<FieldUse> uses = new TreeSet<>();
        for (TableName name : tables) {
            query.schema()
                    .findTable(name)
                    .ifPresent(table -> table.fields().stream()
                            .filter(field -> words.contains(field.name().toLowerCase(Locale.ROOT)))
                            .forEach(field -> uses.add(new FieldUse(name, field.name()))));
        }
        return new ArrayList<>(uses);
    }

    private ContractReport report(
            Verdict verdict, boolean pureRead, List<TableName> tables, List<ResultColumn> columns) {
        Map<TableName, SemanticVersion> versions = new HashMap<>();
        for (TableName table : tables) {
            SemanticVersion version = query.schema().versions().get(table);
            if (version != null) {
                versions.put(table, version);
            }
        }
        return new ContractReport(
                query.schema().source(),
                verdict,
                pureRead,
                findings.sorted(),
                tables,
                fields(tables),
                columns,
                versions);
    }

    static Place placeOf(Token token) {
        return new Place(token.start(), token.end());
    }
}
