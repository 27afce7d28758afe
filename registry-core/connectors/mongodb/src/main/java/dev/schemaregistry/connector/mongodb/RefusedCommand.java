package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.spi.DryRunReport;

/** A text that is not sent to a server: an answer, thrown where it is found. */
final class RefusedCommand extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient DryRunReport report;

    private RefusedCommand(DryRunReport report) {
        super(report.message(), null, false, false);
        this.report = report;
    }

    /** @param code SQLSTATE, or the contract check's word for the same */
    static RefusedCommand of(String code, String sentence) {
        return new RefusedCommand(Reports.rejected(code, sentence));
    }

    /** No opinion on it can be had. */
    static RefusedCommand unverified(String code, String sentence) {
        return new RefusedCommand(DryRunReport.unverified(code, sentence, ""));
    }

    DryRunReport report() {
        return report;
    }
}
