package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.qdrant.VectorCollection.Vector;
import java.util.Optional;

/**
 * The vector that one search compares with, by {@code using}; looked up once, and only where something is compared.
 */
final class SearchSpace {
    private final Ground ground;
    private final JsonPart request;
    private Optional<Vector> vector = Optional.empty();
    private boolean known;

    /** @param request the object that has {@code using}, or has it not */
    SearchSpace(Ground ground, JsonPart request) {
        this.ground = ground;
        this.request = request;
    }

    /** Empty when there is a finding instead. */
    Optional<Vector> vector() {
        if (!known) {
            known = true;
            VectorCheck check = new VectorCheck(ground);
            vector = request.find("using").map(check::named).orElseGet(() -> check.unnamed(request));
        }
        return vector;
    }

    void example(JsonPart example) {
        new VectorCheck(ground).example(example, vector());
    }
}
