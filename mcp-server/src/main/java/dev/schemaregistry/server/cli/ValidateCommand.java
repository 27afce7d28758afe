package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.view.Reports;
import dev.schemaregistry.tools.CheckedQuery;
import dev.schemaregistry.tools.QueryDesk;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The contract check of a query. */
@Command(
        name = "validate",
        description = {
            "Checks a query against the stored schema: names, types, one reading statement.",
            "The source is not touched.",
            "Exit code 0: accepted; 1: anything else."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry validate shop \"SELECT name FROM customers\"",
            "  schema-registry validate --at 1.0.0 shop @report.sql",
            "  schema-registry validate shop @report.sql",
            "  cat report.sql | schema-registry validate shop -"
        })
final class ValidateCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<source>", description = "The source the query is meant for.")
    @Nullable
    SourceId source;

    @Parameters(index = "1", paramLabel = "<query>", description = "The query, @file, or - for standard input.")
    @Nullable
    String query;

    @Option(names = "--fix", description = "Print only the query with the suggested edits, if there are any.")
    boolean fix;

    @Option(
            names = "--at",
            paramLabel = "<version>",
            description = "A version of the source, such as 1.2.0; the current one by default.")
    @Nullable
    SemanticVersion version;

    ValidateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String text =
                QueryInput.read(requireNonNull(query), session.surroundings().in());
        QueryDesk desk = session.services().queries();
        SourceId id = requireNonNull(source);
        CheckedQuery checked = version == null ? desk.check(id, text) : desk.check(id, text, version);
        session.answer(() -> Reports.contract(checked), page -> show(page, text, checked));
        return checked.report().accepted() ? 0 : 1;
    }

    private void show(Page page, String text, CheckedQuery checked) {
        Optional<String> fixed = checked.repaired();
        if (fix) {
            fixed.ifPresent(page::block);
            return;
        }
        page.line(verdict(checked));
        for (Finding finding : checked.report().findings()) {
            new FindingPage(page, text).show(finding);
        }
        fixed.ifPresent(suggestion -> {
            page.blank().line(Span.dim("try:"));
            page.block(suggestion);
        });
    }

    private static Span verdict(CheckedQuery checked) {
        String schema = "the stored schema of " + checked.report().source() + ' ' + checked.version();
        return switch (checked.report().verdict()) {
            case ACCEPT -> Span.good("accepted: fits " + schema);
            case REJECT -> Span.bad("rejected by " + schema);
            case UNVERIFIED ->
                Span.warning("unverified: the check has no opinion on a part of it, which is not a pass");
            case UNPARSED -> Span.warning("unparsed: the text could not be read, which is not a pass");
        };
    }
}
