package dev.schemaregistry.tools;

import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.model.SourceId;

/** The contract check: no source is contacted. */
final class ValidateQuery implements Operation {
    static final String QUERY = "query";
    private static final String VERSION = "version";

    private static final int ACCEPTED_TOKENS = 1_500;
    /** Enough to act on; who wants every finding asks for more. */
    private static final int REFUSED_TOKENS = 300;

    private static final AgentTool TOOL = new AgentTool(
            ToolTexts.VALIDATE_QUERY,
            ToolTexts.VALIDATE_QUERY_TITLE,
            ToolTexts.VALIDATE_QUERY_TEXT,
            Shapes.arguments()
                    .plain("string", Arguments.SOURCE)
                    .text(QUERY, ToolTexts.QUERY_ARGUMENT)
                    .text(VERSION, ToolTexts.VERSION_ARGUMENT)
                    .required(Arguments.SOURCE, QUERY)
                    .build(),
            Shapes.answer("findings", "columns")
                    .plain("string", "verdict", "version", "suggested_query")
                    .plain("object", "checked_against")
                    .build(),
            ToolHints.REGISTRY_READ);

    private final Reads reads;
    private final QueryDesk checks;

    ValidateQuery(Reads reads, QueryDesk checks) {
        this.reads = reads;
        this.checks = checks;
    }

    @Override
    public AgentTool tool() {
        return TOOL;
    }

    @Override
    public ToolAnswer run(Arguments arguments, Budget budget) {
        SourceId source = arguments.source();
        String query = arguments.text(QUERY);
        CheckedQuery checked = arguments
                .findVersion(VERSION)
                .map(version -> checks.check(source, query, version))
                .orElseGet(() -> checks.check(source, query));
        ContractReport report = checked.report();
        Draft draft = reads.draft("parts")
                .head("verdict", report.verdict().name())
                .head("version", checked.version().toString())
                .headLine(report.verdict().name() + ": " + advice(report))
                .about(source);
        new QueryText(query, report).addTo(draft, checked.repaired());
        return budget.fit(draft, arguments.maxTokens(report.accepted() ? ACCEPTED_TOKENS : REFUSED_TOKENS));
    }

    static String advice(ContractReport report) {
        return switch (report.verdict()) {
            case ACCEPT -> "the query fits the stored schema; dry_run_query asks the source";
            case REJECT -> "repair the query, then validate_query again";
            case UNVERIFIED ->
                "no opinion, which is not a pass"
                        + (report.pureRead() ? "; dry_run_query asks the source" : "; write it in a simpler form");
            case UNPARSED -> "the text could not be read, which is not a pass; write it in a simpler form";
        };
    }
}
