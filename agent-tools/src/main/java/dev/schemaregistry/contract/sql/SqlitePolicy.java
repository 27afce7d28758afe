package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.sql.SqliteDatabase.Instruction;
import dev.schemaregistry.contract.sql.SqliteLexer.Token;
import dev.schemaregistry.model.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a compiled SQLite query only reads registered tables, through functions of the allow-list. */
final class SqlitePolicy {
    private static final Set<String> OPCODES = WordList.read("sqlite-read-opcodes.txt");
    private static final Set<String> FUNCTIONS = WordList.read("sqlite-functions.txt");
    private static final int SCHEMA_ROOT_PAGE = 1;
    private static final Set<String> SCHEMA_TABLES =
            Set.of("sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema");
    private static final Set<String> HARMLESS_TABLE_FUNCTIONS = Set.of("json_each", "json_tree");
    private static final Set<String> ENGINE_TABLES = Set.of(
            "dbstat",
            "bytecode",
            "tables_used",
            "completion",
            "fsdir",
            "fts3tokenize",
            "fts4aux",
            "fts5vocab",
            "zipfile",
            "csv",
            "generate_series");

    private final SchemaContext schema;
    private final FindingWriter findings;

    SqlitePolicy(SchemaContext schema, FindingWriter findings) {
        this.schema = schema;
        this.findings = findings;
    }

    void check(List<Token> tokens, List<Instruction> program) {
        for (Token token : tokens) {
            if (token.isName() && SCHEMA_TABLES.contains(token.folded())) {
                unregistered(Optional.of(token));
            }
        }
        for (Instruction step : program) {
            check(step, tokens);
        }
    }

    private void check(Instruction step, List<Token> tokens) {
        switch (step.opcode()) {
            case "Transaction" -> {
                if (step.second() != 0) {
                    findings.error(
                            Rule.POLICY_WRITE, "the statement opens a write transaction; only reads are allowed");
                }
            }
            case "OpenRead", "ReopenIdx" -> {
                if (step.second() == SCHEMA_ROOT_PAGE && !findings.hasErrors()) {
                    unregistered(Optional.empty());
                }
            }
            case "VOpen" -> checkVirtualTables(tokens);
            case "Function", "PureFunc", "AggStep", "AggStep1", "AggInverse", "AggFinal", "AggValue" ->
                checkFunction(step.argument(), tokens);
            default -> {
                if (!OPCODES.contains(step.opcode())) {
                    findings.error(
                            Rule.POLICY_NOT_A_READ,
                            "the statement needs the engine's instruction \"" + step.opcode()
                                    + "\", which no plain read needs");
                }
            }
        }
    }

    private void checkFunction(String argument, List<Token> tokens) {
        int parenthesis = argument.lastIndexOf('(');
        String name = (parenthesis < 0 ? argument : argument.substring(0, parenthesis)).toLowerCase(Locale.ROOT);
        if (FUNCTIONS.contains(name)) {
            return;
        }
        Optional<Token> place =
                tokens.stream().filter(token -> token.isName(name)).findFirst();
        findings.error(
                Rule.POLICY_FUNCTION,
                place.map(SqliteCheck::placeOf),
                name,
                "function \"" + name + "\" is not on the list of functions that only compute");
    }

    /** The compiled form does not name a virtual table, so every name that could be one of the engine's is looked at. */
    private void checkVirtualTables(List<Token> tokens) {
        Set<String> seen = new HashSet<>();
        tokens.stream()
                .filter(Token::isName)
                .forEach(token -> checkVirtualTable(token.folded(), Optional.of(token), seen));
    }

    private void checkVirtualTable(String name, Optional<Token> token, Set<String> seen) {
        if (!seen.add(name) || HARMLESS_TABLE_FUNCTIONS.contains(name)) {
            return;
        }
        if (name.startsWith("pragma_") || name.startsWith("sqlite_") || ENGINE_TABLES.contains(name)) {
            unregistered(token);
        }
        schema.tables().stream()
                .filter(table -> table.kind().isView() && table.name().name().equalsIgnoreCase(name))
                .map(Table::definition)
                .flatMap(Optional::stream)
                .flatMap(definition -> SqliteLexer.tokens(definition).stream())
                .filter(Token::isName)
                .forEach(inner -> checkVirtualTable(inner.folded(), token, seen));
    }

    private void unregistered(Optional<Token> token) {
        String name = token.map(Token::value).orElse("");
        findings.error(
                Rule.POLICY_UNREGISTERED_RELATION,
                token.map(SqliteCheck::placeOf),
                name,
                "the engine's own table" + (name.isEmpty() ? "" : " \"" + name + "\"")
                        + " is not a registered table; the registry's tools list tables and columns");
    }
}
