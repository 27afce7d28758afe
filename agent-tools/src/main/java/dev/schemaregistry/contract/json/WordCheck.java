package dev.schemaregistry.contract.json;

import dev.schemaregistry.contract.Rule;
import java.util.List;

/** A text that must be one of a few words. */
public record WordCheck(JsonFindings findings) {
    /** A finding unless the value is one of the words. */
    public void check(JsonPart value, List<String> allowed) {
        if (!value.isText() || !allowed.contains(value.text())) {
            findings.error(
                    Rule.UNKNOWN_KEY,
                    value,
                    '"' + value.path() + "\" must be one of " + String.join(", ", allowed),
                    value.isText() ? findings.nearest(value.text(), allowed) : List.of());
        }
    }
}
