package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonFindings;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Ids of points: whole numbers without a sign, or UUIDs. */
record PointIds(JsonFindings findings) {
    private static final BigDecimal MOST = new BigDecimal("18446744073709551615");
    private static final Pattern UUID = Pattern.compile(
            "(?i)(urn:uuid:)?" + "([0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    void check(JsonPart id) {
        boolean number =
                id.isInteger() && id.number().signum() >= 0 && id.number().compareTo(MOST) <= 0;
        boolean uuid = id.isText() && UUID.matcher(id.text()).matches();
        if (!number && !uuid) {
            findings.error(
                    Rule.INVALID_CONSTANT,
                    id,
                    '"' + id.path() + "\" is no id of a point: a whole number from 0 up, or a UUID in quotes");
        }
    }

    void checkAll(JsonPart ids) {
        if (!ids.isArray()) {
            findings.error(Rule.SYNTAX_ERROR, ids, ShapeWalk.wrongKind(ids, "a list of ids"));
            return;
        }
        ids.items().forEach(this::check);
    }
}
