package dev.schemaregistry.contract.json;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a request as JSON and has it judged; keeps the limits, and turns a failure into no opinion. Thread-safe. */
public final class JsonContractChecker implements ContractChecker {
    private static final Logger LOGGER = LoggerFactory.getLogger(JsonContractChecker.class);
    private static final int MOST_CHARACTERS = 256 * 1024;

    private final Judge judge;

    public JsonContractChecker(Judge judge) {
        this.judge = requireNonNull(judge, "judge");
    }

    /** Knows one kind of request. Thread-safe. */
    @FunctionalInterface
    public interface Judge {
        /** Says what is wrong with the request, and what it reads. */
        void judge(JsonPart request, CheckedRequest checked);
    }

    @Override
    public ContractReport validate(ContractQuery query) {
        CheckedRequest checked = new CheckedRequest(query);
        if (query.text().length() > MOST_CHARACTERS) {
            checked.findings()
                    .error(
                            Rule.POLICY_LIMIT,
                            "the query has " + query.text().length() + " characters; at most " + MOST_CHARACTERS
                                    + " are checked");
            return checked.report();
        }
        try {
            JsonText.read(query.text(), checked.findings()).ifPresent(request -> judge.judge(request, checked));
            return checked.report();
        } catch (LimitReached limit) {
            return withLimit(query, checked.report(), limit);
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.warn(
                    "the check of a query for source {} failed", query.schema().source(), e);
            return ContractReport.of(query.schema().source(), ContractReport.Verdict.UNVERIFIED, Finding.incomplete(e));
        }
    }

    /** What was found until then, and the limit. */
    private static ContractReport withLimit(ContractQuery query, ContractReport found, LimitReached limit) {
        CheckedRequest ended = new CheckedRequest(query);
        ended.findings().error(Rule.POLICY_LIMIT, limit.getMessage());
        List<Finding> all = new ArrayList<>(found.findings());
        all.addAll(0, ended.report().findings());
        return new ContractReport(
                found.source(),
                ContractReport.Verdict.REJECT,
                false,
                all,
                found.tables(),
                found.fields(),
                List.of(),
                found.checkedAgainst());
    }

    @Override
    public void close() {}
}
