package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.contract.qdrant.VectorCollection.Vector;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which parts of a point the answer holds. */
record SelectorCheck(Ground ground) {

    /** {@code with_payload}: true, false, keys, or keys to include or exclude. */
    void payload(JsonPart selector) {
        if (selector.isObject()) {
            ground.walk(Map.of()).walk("selector", selector);
            Stream.of("include", "exclude")
                    .flatMap(member -> selector.find(member).stream())
                    .forEach(this::keys);
        } else if (!selector.isBoolean()) {
            keys(selector);
        }
    }

    private void keys(JsonPart keys) {
        if (!keys.isArray()) {
            ground.findings()
                    .error(Rule.SYNTAX_ERROR, keys, ShapeWalk.wrongKind(keys, "true, false or a list of keys"));
            return;
        }
        KeyCheck check =
                new KeyCheck(ground, new PayloadKeys(ground.collection().payload()), "");
        keys.items().forEach(check::checkWithinLists);
    }

    /** {@code with_vector}: true, false, or names. */
    void vectors(JsonPart selector) {
        if (selector.isBoolean()) {
            return;
        }
        if (!selector.isArray()) {
            ground.findings()
                    .error(
                            Rule.SYNTAX_ERROR,
                            selector,
                            ShapeWalk.wrongKind(selector, "true, false or a list of names of vectors"));
            return;
        }
        VectorCheck check = new VectorCheck(ground);
        selector.items().forEach(check::named);
    }

    /** {@code lookup_from}: where ids are looked up. Their vectors must be as long as the one they are compared with. */
    void lookup(JsonPart lookup, SearchSpace space) {
        ground.walk(Map.of()).walk("lookup", lookup);
        Optional<VectorCollection> other = lookup.find("collection").flatMap(ground.names()::resolve);
        Optional<Vector> here = space.vector();
        if (other.isEmpty() || here.isEmpty()) {
            return;
        }
        Optional<Vector> there = lookup.find("vector")
                .map(vector -> new VectorCheck(ground).named(vector, other.get()))
                .orElseGet(() -> other.get().findVector(here.get().name()));
        there.filter(vector ->
                        !vector.type().dimension().equals(here.get().type().dimension()))
                .ifPresent(vector -> ground.findings()
                        .error(
                                Rule.TYPE_MISMATCH,
                                lookup,
                                "\"" + vector.name() + "\" of \"" + other.get().name() + "\" is "
                                        + vector.type().text() + ", and \""
                                        + here.get().name() + "\" is "
                                        + here.get().type().text()));
    }

    /** {@code with_lookup}: from where each group gets something besides. */
    void withLookup(JsonPart lookup) {
        if (lookup.isText()) {
            whole(lookup);
            return;
        }
        ground.walk(Map.of()).walk("with-lookup", lookup);
        lookup.find("collection").ifPresent(this::whole);
    }

    private void whole(JsonPart collection) {
        ground.names().resolve(collection).ifPresent(found -> ground.checked().usedWhole(found.table()));
    }
}
