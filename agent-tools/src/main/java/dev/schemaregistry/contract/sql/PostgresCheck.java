package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.Parsed;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.SyntaxError;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.Unparsed;
import dev.schemaregistry.contract.sql.grammar.PostgresGrammar;
import dev.schemaregistry.contract.sql.grammar.SourceText;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check of one PostgreSQL query. Confined to one thread. */
final class PostgresCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresCheck.class);

    /** With the grammar's own limit this stays within the two seconds that are promised. */
    private static final Duration LIMIT = Duration.ofMillis(1_800);

    private final ContractQuery query;
    private final PostgresSchema names;
    private final ViewPolicy views;
    private final FindingWriter findings;
    private final long deadline = System.nanoTime() + LIMIT.toNanos();

    PostgresCheck(ContractQuery query, PostgresSchema names, ViewPolicy views) {
        this.query = query;
        this.names = names;
        this.views = views;
        this.findings = new FindingWriter(query.text());
    }

    ContractReport report(PostgresGrammar grammar) {
        ParseOutcome outcome = grammar.parse(query.text());
        if (outcome instanceof SyntaxError error) {
            syntaxError(error);
            return refused();
        }
        if (outcome instanceof Unparsed unparsed) {
            return unparsed(unparsed);
        }
        Parsed parsed = (Parsed) outcome;
        if (!isOneStatement(parsed, grammar)) {
            return refused();
        }
        JsonNode statement = parsed.tree().path("stmts").path(0).path("stmt");
        if (!new PostgresPolicy(findings).check(statement)) {
            return refused();
        }
        return resolved(statement);
    }

    private void syntaxError(SyntaxError error) {
        int start = SourceText.of(query.text()).charOffset(error.byteOffset());
        findings.error(Rule.SYNTAX_ERROR, Optional.of(new Place(start, start)), "", error.message());
    }

    private ContractReport unparsed(Unparsed unparsed) {
        boolean limit = switch (unparsed.reason()) {
            case TOO_LONG, TOO_DEEP, TIME_LIMIT, OUT_OF_MEMORY -> true;
            case INTERRUPTED, INTERNAL -> false;
        };
        if (limit) {
            findings.error(
                    Rule.POLICY_LIMIT,
                    "the query is longer, deeper or slower to read than the limits allow (" + unparsed.reason()
                            + "); simplify it");
            return refused();
        }
        findings.note(
                Rule.CHECK_INCOMPLETE,
                Severity.WARNING,
                Optional.empty(),
                "",
                "the query could not be read (" + unparsed.reason() + ")");
        return report(Verdict.UNPARSED, false, List.of(), List.of(), List.of());
    }

    /** The grammar and the driver's own lexer must agree: the driver splits texts by itself. */
    private boolean isOneStatement(Parsed parsed, PostgresGrammar grammar) {
        List<String> byDriver = DriverLexer.statements(query.text());
        if (parsed.statements() == 1 && (byDriver.size() == 1 || endsInComment(parsed, byDriver, grammar))) {
            return true;
        }
        findings.error(
                Rule.POLICY_MULTIPLE_STATEMENTS,
                parsed.statements() == 0
                        ? "the text holds no statement; expected exactly one"
                        : "the text holds " + Math.max(parsed.statements(), byDriver.size())
                                + " statements; send exactly one");
        return false;
    }

    /** To the driver a comment behind the semicolon is one more statement; to the server it is none. */
    private boolean endsInComment(Parsed parsed, List<String> byDriver, PostgresGrammar grammar) {
        if (byDriver.size() != 2) {
            return false;
        }
        JsonNode statement = parsed.tree().path("stmts").path(0);
        int end = statement.path("stmt_location").asInt(0)
                + statement.path("stmt_len").asInt(0);
        String upToEnd = query.text().substring(0, SourceText.of(query.text()).charOffset(end));
        return DriverLexer.statements(upToEnd).size() == 1
                && grammar.parse(byDriver.get(1)) instanceof Parsed rest
                && rest.statements() == 0;
    }

    private ContractReport resolved(JsonNode statement) {
        CheckSession session = new CheckSession(query.schema(), names, query.text(), findings, deadline);
        ResolvedQuery result;
        try {
            session.setStatement(statement);
            new NamedTypes(names).check(statement, session);
            result = new QueryResolver(session).resolve(Tree.body(statement), Optional.empty(), false);
        } catch (CheckSession.LimitReached limit) {
            findings.error(Rule.POLICY_LIMIT, limit.getMessage());
            return refused();
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.warn(
                    "a query for source {} could not be resolved",
                    query.schema().source(),
                    e);
            findings.note(
                    Rule.CHECK_INCOMPLETE,
                    Severity.WARNING,
                    Optional.empty(),
                    "",
                    "the checker has no opinion on this query (" + e.getClass().getSimpleName() + ")");
            return report(Verdict.UNVERIFIED, false, List.of(), List.of(), List.of());
        }
        session.tables().forEach(table -> views.check(table, query.schema(), findings));
        if (!findings.hasErrors()) {
            session.conditions().forEach(condition -> views.checkCondition(condition, query.schema(), findings));
        }
        boolean accepted = !findings.hasErrors() && !session.isUndecided();
        Verdict refusal = findings.hasErrors() ? Verdict.REJECT : Verdict.UNVERIFIED;
        if (accepted) {
            new Advice(session, findings).give(Tree.body(statement));
        }
        return report(
                accepted ? Verdict.ACCEPT : refusal,
                accepted,
                List.copyOf(session.tables()),
                List.copyOf(session.fields()),
                result.open() ? List.of() : columns(result));
    }

    private List<ResultColumn> columns(ResolvedQuery result) {
        List<ResultColumn> columns = new ArrayList<>();
        for (ColumnShape column : result.columns()) {
            Optional<Field> field = column.origin()
                    .flatMap(use -> query.schema().findTable(use.table()).flatMap(t -> t.findField(use.field())));
            String type = column.type().isAny() ? "" : names.types().name(column.type());
            columns.add(new ResultColumn(
                    column.name(),
                    field.map(Field::nativeType).filter(n -> !n.isEmpty()).orElse(type),
                    field.map(Field::type),
                    column.nullability()));
        }
        return columns;
    }

    private ContractReport refused() {
        return report(Verdict.REJECT, false, List.of(), List.of(), List.of());
    }

    private ContractReport report(
            Verdict verdict,
            boolean pureRead,
            List<TableName> tables,
            List<ContractReport.FieldUse> fields,
            List<ResultColumn> columns) {
        SchemaContext schema = query.schema();
        Map<TableName, SemanticVersion> versions = new HashMap<>();
        for (TableName table : tables) {
            SemanticVersion version = schema.versions().get(table);
            if (version != null) {
                versions.put(table, version);
            }
        }
        return new ContractReport(
                schema.source(), verdict, pureRead, findings.sorted(), tables, fields, columns, versions);
    }
}
