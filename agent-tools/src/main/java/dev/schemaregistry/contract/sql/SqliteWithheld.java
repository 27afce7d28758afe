package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.Withheld;
import dev.schemaregistry.contract.sql.SqliteDatabase.Instruction;
import dev.schemaregistry.contract.sql.SqliteLexer.Token;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds uses of withheld fields. The engine compiles the query once more, for tables in which those fields bear names that nobody can
 * know: what names one no longer compiles, and what reads one without naming it shows in the compiled form. Thread-safe.
 */
final class SqliteWithheld implements AutoCloseable {
    private static final Set<String> ROW_IDS = Set.of("rowid", "oid", "_rowid_");
    private static final Set<String> WHOLE_ROWS = Set.of("RowData", "RowCell", "VColumn");

    private final Map<String, Table> tables = new HashMap<>();
    private final SqliteDatabase database;

    private SqliteWithheld(SchemaContext schema) {
        List<Table> laid = new ArrayList<>();
        for (Table table : schema.tables()) {
            if (table.hasWithheld()) {
                tables.put(table.name().name().toLowerCase(Locale.ROOT), table);
            }
            laid.add(table.hasWithheld() ? unnamed(table) : table);
        }
        this.database = SqliteDatabase.holding(schema.source(), laid);
    }

    /** Empty where nothing is withheld. */
    static Optional<SqliteWithheld> of(SchemaContext schema) {
        return schema.withholds() ? Optional.of(new SqliteWithheld(schema)) : Optional.empty();
    }

    /** Without keys, so that every use of a column is a reading of the table itself, at the column's own place. */
    private static Table unnamed(Table table) {
        List<Field> fields = table.fields().stream()
                .map(field -> field.isWithheld() ? field.withName("withheld " + UUID.randomUUID()) : field)
                .map(field -> field.withGeneration(Generation.NONE).withNullable(true))
                .toList();
        return Table.builder(table.name(), TableKind.TABLE).fields(fields).build();
    }

    /** Adds what is wrong with a query that compiles for the tables as they are. */
    void check(String text, List<Token> tokens, FindingWriter findings) {
        List<Table> concerned = tokens.stream()
                .filter(Token::isName)
                .flatMap(token -> Optional.ofNullable(tables.get(token.folded())).stream())
                .distinct()
                .toList();
        natural(tokens, concerned, findings);
        rowIds(tokens, concerned, findings);
        try {
            readings(database.compile(withoutTexts(text, tokens)), findings);
        } catch (SQLException refused) {
            named(tokens, concerned, findings);
        }
    }

    /** Such a join is over whatever names are common. */
    private static void natural(List<Token> tokens, List<Table> concerned, FindingWriter findings) {
        if (!concerned.isEmpty()) {
            tokens.stream()
                    .filter(token -> token.isWord("natural"))
                    .findFirst()
                    .ifPresent(token -> findings.error(
                            Rule.FIELD_WITHHELD,
                            Optional.of(SqliteCheck.placeOf(token)),
                            "",
                            Withheld.all(concerned.get(0))));
        }
    }

    /** The row id is another name of such a key. */
    private static void rowIds(List<Token> tokens, List<Table> concerned, FindingWriter findings) {
        concerned.stream()
                .filter(table -> SqliteSchema.findRowidField(table)
                        .flatMap(table::findField)
                        .filter(Field::isWithheld)
                        .isPresent())
                .forEach(table -> tokens.stream()
                        .filter(token -> token.isName() && ROW_IDS.contains(token.folded()))
                        .findFirst()
                        .ifPresent(token -> findings.error(
                                Rule.FIELD_WITHHELD,
                                Optional.of(SqliteCheck.placeOf(token)),
                                token.value(),
                                Withheld.field(table, token.value()))));
    }

    /** A name in double quotes that is no column is a text to the engine; in brackets it is a name whatever comes. */
    private String withoutTexts(String text, List<Token> tokens) {
        Set<String> names = new HashSet<>();
        tables.values()
                .forEach(table -> table.fields().stream()
                        .filter(Field::isWithheld)
                        .forEach(field -> names.add(field.name().toLowerCase(Locale.ROOT))));
        StringBuilder out = new StringBuilder();
        int copied = 0;
        for (Token token : tokens) {
            boolean quoted = token.start() < text.length() && text.charAt(token.start()) == '"';
            if (quoted && token.end() <= text.length() && names.contains(token.folded())) {
                out.append(text, copied, token.start())
                        .append('[')
                        .append(token.value())
                        .append(']');
                copied = token.end();
            }
        }
        return out + text.substring(copied);
    }

    private void readings(List<Instruction> program, FindingWriter findings) {
        Map<Integer, Table> cursors = new HashMap<>();
        for (Instruction step : program) {
            if (step.opcode().equals("OpenRead")) {
                database.tableAt(step.second())
                        .flatMap(name -> Optional.ofNullable(tables.get(name.toLowerCase(Locale.ROOT))))
                        .ifPresent(table -> cursors.put(step.first(), table));
            }
        }
        for (Instruction step : program) {
            Table table = cursors.get(step.first());
            if (table != null && isReading(step, table)) {
                findings.error(Rule.FIELD_WITHHELD, Withheld.all(table));
            }
        }
    }

    private static boolean isReading(Instruction step, Table table) {
        return WHOLE_ROWS.contains(step.opcode())
                || (step.opcode().equals("Column")
                        && table.fields().get(step.second()).isWithheld());
    }

    /** The engine misses a name: one that the query writes for a withheld field. */
    private static void named(List<Token> tokens, List<Table> concerned, FindingWriter findings) {
        boolean found = false;
        for (Token token : tokens) {
            for (Table table : concerned) {
                Optional<Field> field = table.fields().stream()
                        .filter(Field::isWithheld)
                        .filter(one -> token.isName(one.name()))
                        .findFirst();
                if (field.isPresent()) {
                    Place place = SqliteCheck.placeOf(token);
                    findings.error(
                            Rule.FIELD_WITHHELD,
                            Optional.of(place),
                            token.value(),
                            Withheld.field(table, token.value()));
                    found = true;
                }
            }
        }
        if (!found) {
            findings.error(
                    Rule.FIELD_WITHHELD,
                    concerned.stream()
                            .findFirst()
                            .map(Withheld::all)
                            .orElse("the query uses a field that the column policy withholds"));
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
