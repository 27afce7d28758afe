package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonFindings;
import dev.schemaregistry.contract.json.JsonPart;
import java.util.List;

/** A ring of a polygon: at least four points, the last one at the place of the first. */
record RingCheck(JsonFindings findings) {
    private static final int FEWEST = 4;

    void check(JsonPart points) {
        if (!points.isArray()) {
            return;
        }
        List<JsonPart> all = points.items();
        if (all.size() < FEWEST) {
            findings.error(
                    Rule.INVALID_CONSTANT,
                    points,
                    "a ring needs at least " + FEWEST + " points, the last equal to the first; this one has "
                            + all.size());
        } else if (!samePlace(all.get(0), all.get(all.size() - 1))) {
            findings.error(
                    Rule.INVALID_CONSTANT, points, "a ring ends where it starts; repeat the first point at the end");
        }
    }

    private static boolean samePlace(JsonPart one, JsonPart other) {
        return List.of("lon", "lat").stream()
                .allMatch(member -> one.find(member)
                        .map(JsonPart::text)
                        .equals(other.find(member).map(JsonPart::text)));
    }
}
