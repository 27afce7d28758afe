package dev.schemaregistry.connector.slack;

import dev.schemaregistry.spi.DryRunReport;
import java.time.Duration;
import java.util.OptionalInt;

/** Ends a dry run with what it has to say without an answer of Slack. */
final class EarlyAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DryRunReport report;

    private EarlyAnswer(DryRunReport report) {
        super(report.message(), null, false, false);
        this.report = report;
    }

    /** Refused without asking. */
    static EarlyAnswer refused(String code, String sentence) {
        return new EarlyAnswer(DryRunReport.rejected(code, sentence, "", OptionalInt.empty()));
    }

    /** Slack could not be asked about it. */
    static EarlyAnswer unverified(String code, String sentence, String hint) {
        return new EarlyAnswer(DryRunReport.unverified(code, sentence, hint));
    }

    /** A dry run does not wait. */
    static EarlyAnswer rateLimited(Duration asked) {
        return unverified("RATE_LIMIT", "Slack limits the rate of calls", "ask again in " + asked.toSeconds() + " s");
    }

    DryRunReport report() {
        return report;
    }
}
