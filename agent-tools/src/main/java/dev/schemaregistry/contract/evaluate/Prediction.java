package dev.schemaregistry.contract.evaluate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What the check said of one labelled query; one line of the file written.
 *
 * @param verdict {@code accept} or {@code reject}; a query without a verdict of ours counts as refused when it is not proved to
 *     be a pure read, as accepted when it is
 * @param code of the first error; empty when accepted
 * @param level of the first error; empty when accepted
 * @param suggestions of the first error that has some
 * @param ms time of the check, without input and output
 * @param error the first error's sentence; empty when accepted
 */
@JsonPropertyOrder({"id", "verdict", "code", "level", "suggestions", "ms", "error"})
record Prediction(
        String id, String verdict, String code, String level, List<String> suggestions, double ms, String error) {
    static final String ACCEPT = "accept";
    static final String REJECT = "reject";

    Prediction {
        suggestions = List.copyOf(suggestions);
    }

    boolean rejected() {
        return verdict.equals(REJECT);
    }
}
