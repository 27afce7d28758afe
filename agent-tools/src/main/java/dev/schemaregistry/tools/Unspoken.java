package dev.schemaregistry.tools;

import dev.schemaregistry.policy.SourcePolicy;
import dev.schemaregistry.spi.DryRunReport;
import java.util.stream.Collectors;

/** What a source says of a query, without what names a hidden field: the source knows of no column policy. */
final class Unspoken {
    private static final String WITHHELD = "the source's words name what the column policy withholds";

    private Unspoken() {}

    static DryRunReport of(DryRunReport report, SourcePolicy policy) {
        if (policy.isNothing()) {
            return report;
        }
        boolean telling = policy.mentionsHidden(report.message());
        return new DryRunReport(
                report.verdict(),
                report.code(),
                telling ? WITHHELD : report.message(),
                policy.mentionsHidden(report.hint()) ? "" : report.hint(),
                report.position(),
                report.plan()
                        .map(plan -> plan.lines()
                                .filter(line -> !policy.mentionsHidden(line))
                                .collect(Collectors.joining("\n"))),
                report.cost(),
                report.rows(),
                report.columns().stream()
                        .filter(column -> !policy.mentionsHidden(column.name()))
                        .toList());
    }
}
