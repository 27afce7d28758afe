package dev.schemaregistry.tools;

import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner;
import java.util.Locale;
import java.util.Map;

/** The source's own opinion of a query, asked only when the stored schema has nothing against it. */
final class DryRunQuery implements Operation.Drafted {
    private static final AgentTool TOOL = new AgentTool(
            ToolTexts.DRY_RUN_QUERY,
            ToolTexts.DRY_RUN_QUERY_TITLE,
            ToolTexts.DRY_RUN_QUERY_TEXT,
            Shapes.arguments()
                    .plain("string", Arguments.SOURCE)
                    .text(ValidateQuery.QUERY, ToolTexts.QUERY_ARGUMENT)
                    .required(Arguments.SOURCE, ValidateQuery.QUERY)
                    .build(),
            Shapes.answer("findings", "columns", "plan")
                    .plain("string", "verdict", "contract", "code", "cause")
                    .plain("boolean", "stale")
                    .plain("number", "cost", "rows")
                    .plain("object", "checked_against")
                    .build(),
            ToolHints.SOURCE_READ);

    private static final int MOST_PLAN_LINES = 100;
    private static final int PLAN_LINE = 300;

    private final Reads reads;
    private final QueryDesk checks;
    private final QueryRunners runners;

    DryRunQuery(Reads reads, QueryDesk checks, QueryRunners runners) {
        this.reads = reads;
        this.checks = checks;
        this.runners = runners;
    }

    @Override
    public AgentTool tool() {
        return TOOL;
    }

    @Override
    public int defaultTokens() {
        return 1_500;
    }

    @Override
    public Draft answer(Arguments arguments) {
        DataSource source = reads.registry().getDataSource(arguments.source());
        String query = arguments.text(ValidateQuery.QUERY);
        ContractReport contract = checks.check(source, query);
        if (!mayRun(contract)) {
            return notRun(source, query, contract);
        }
        DryRunner runner = runners.findRunner(source)
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.UNSUPPORTED, "source \"" + source.id() + "\" offers no dry run"));
        DryRunReport report = Unspoken.of(
                runner.dryRun(query, DryRunner.Limits.DEFAULT), reads.registry().policyOf(source.id()));
        boolean stale = Disagreement.isStale(contract, report);
        if (stale && runners.reread(source)) {
            DataSource reread = reads.registry().getDataSource(source.id());
            ContractReport again = checks.check(reread, query);
            return again.accepted() ? answered(reread, query, again, report, true) : notRun(reread, query, again);
        }
        return answered(source, query, contract, report, stale);
    }

    /** What was not proved to be a pure read never reaches a source. */
    private static boolean mayRun(ContractReport contract) {
        boolean unopposed = contract.accepted() || contract.verdict() == ContractReport.Verdict.UNVERIFIED;
        return unopposed && contract.pureRead();
    }

    private Draft notRun(DataSource source, String query, ContractReport contract) {
        String code = contract.firstError()
                .map(Finding::code)
                .orElse(contract.verdict().name());
        Draft draft = reads.draft("findings")
                .head("verdict", "NOT_RUN")
                .head("contract", contract.verdict().name())
                .head("code", code)
                .headLine("NOT_RUN: contract check " + contract.verdict() + "; " + ValidateQuery.advice(contract))
                .about(source.id());
        new QueryText(query, contract).addFindingsTo(draft);
        return draft;
    }

    private Draft answered(
            DataSource source, String query, ContractReport contract, DryRunReport report, boolean stale) {
        Draft draft = reads.draft("parts")
                .head("verdict", report.verdict().name())
                .head("contract", contract.verdict().name())
                .headLine(report.verdict() + " by the source; contract check " + contract.verdict()
                        + (report.verdict() == DryRunReport.Verdict.ACCEPTED ? "; not executed" : ""))
                .about(source.id())
                .heading("columns", "result columns:");
        addRefusal(draft, query, report);
        if (stale) {
            draft.add(Part.fact(
                    "stale",
                    "stale: the source refuses a name that the registry knows; introspect it again, then describe_table",
                    true));
        }
        report.cost().ifPresent(cost -> draft.add(Part.fact("cost", "cost: " + number(cost), cost)));
        report.rows().ifPresent(rows -> draft.add(Part.fact("rows", "estimated rows: " + number(rows), rows)));
        new QueryText(query, contract).versionsPart().ifPresent(draft::add);
        if (contract.verdict() != ContractReport.Verdict.ACCEPT) {
            new QueryText(query, contract).addFindingsTo(draft);
        }
        report.columns().stream().map(DryRunQuery::column).forEach(draft::add);
        draft.heading("plan", "plan:");
        report.plan()
                .ifPresent(plan -> plan.lines()
                        .limit(MOST_PLAN_LINES)
                        .map(line -> PlainText.block(line.length() > PLAN_LINE ? line.substring(0, PLAN_LINE) : line))
                        .forEach(line -> draft.add(Part.entry("plan", line, line))));
        return draft;
    }

    private static void addRefusal(Draft draft, String query, DryRunReport report) {
        if (report.verdict() == DryRunReport.Verdict.ACCEPTED) {
            return;
        }
        String at = report.position().isPresent()
                ? " at " + place(query, report.position().getAsInt())
                : "";
        String message = PlainText.line(report.message(), 300);
        String hint = PlainText.line(report.hint(), 200);
        draft.add(Part.fact("code", "code: " + PlainText.line(report.code(), 40), PlainText.line(report.code(), 40)));
        String cause = message + at + (hint.isEmpty() ? "" : "; " + hint);
        draft.add(Part.fact("cause", "cause: " + cause, cause));
    }

    /** Line and column of a character counted from 1. */
    private static String place(String query, int position) {
        String before = query.substring(0, Math.min(query.length(), Math.max(0, position - 1)));
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        return (lines + 1) + ":" + (before.length() - before.lastIndexOf('\n'));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static Part column(DryRunReport.Column column) {
        String name = TableText.name(column.name());
        String type = PlainText.line(column.nativeType(), 130);
        Map<String, Object> json = Part.json("name", name, "type", type);
        return Part.entry("columns", "- " + name + ' ' + type, json);
    }
}
