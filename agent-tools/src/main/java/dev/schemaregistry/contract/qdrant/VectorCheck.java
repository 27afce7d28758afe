package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.contract.qdrant.VectorCollection.Vector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names of vectors, and vectors against the one they are compared with. */
record VectorCheck(Ground ground) {
    private static final List<String> MODELS = List.of("image", "object");

    /** The vector of that name; empty when there is a finding instead. */
    Optional<Vector> named(JsonPart name) {
        return named(name, ground.collection());
    }

    Optional<Vector> named(JsonPart name, VectorCollection collection) {
        if (!name.isText()) {
            ground.findings().error(Rule.SYNTAX_ERROR, name, ShapeWalk.wrongKind(name, "the name of a vector"));
            return Optional.empty();
        }
        Optional<Vector> vector = collection.findVector(name.text());
        if (vector.isEmpty()) {
            List<String> nearest =
                    ground.findings().nearest(name.text(), collection.vectors().keySet());
            ground.findings()
                    .error(
                            Rule.UNKNOWN_COLUMN,
                            name,
                            "\"" + collection.name() + "\" has no vector \"" + name.text() + '"'
                                    + (nearest.isEmpty()
                                            ? "; it has " + listed(collection)
                                            : CollectionNames.nearest(nearest)),
                            nearest);
        }
        vector.ifPresent(found -> checked(collection, found));
        return vector;
    }

    /** The vector without a name; empty when the collection has named ones only, which is a finding. */
    Optional<Vector> unnamed(JsonPart about) {
        Optional<Vector> vector = ground.collection().findVector("");
        if (vector.isEmpty()) {
            ground.findings()
                    .error(
                            Rule.UNKNOWN_COLUMN,
                            about,
                            "\"" + ground.collection().name()
                                    + "\" has no vector without a name; say which with using: "
                                    + listed(ground.collection()),
                            List.of());
        }
        vector.ifPresent(found -> checked(ground.collection(), found));
        return vector;
    }

    private void checked(VectorCollection collection, Vector vector) {
        ground.checked().used(collection.table().name(), vector.field().name());
    }

    private static String listed(VectorCollection collection) {
        return collection.vectors().isEmpty()
                ? "no vectors"
                : String.join(", ", collection.vectors().keySet());
    }

    /**
     * What a search starts from: a vector, the id of a point, or what a model makes a vector of.
     *
     * @param vector what it is compared with; empty when not known
     */
    void example(JsonPart example, Optional<Vector> vector) {
        switch (example.kind()) {
            case ARRAY -> numbers(example, vector);
            case OBJECT -> object(example, vector);
            default -> new PointIds(ground.findings()).check(example);
        }
    }

    private void object(JsonPart object, Optional<Vector> vector) {
        if (object.has("indices") || object.has("values")) {
            sparse(object, vector);
            return;
        }
        String shape = MODELS.stream().filter(object::has).findFirst().orElse("document");
        ground.walk(Map.of()).walk(shape, object);
    }

    /** A dense vector, or several of them. */
    void numbers(JsonPart list, Optional<Vector> vector) {
        if (list.items().isEmpty()) {
            ground.findings().error(Rule.INVALID_CONSTANT, list, "the vector is empty");
            return;
        }
        if (list.items().get(0).isArray()) {
            several(list, vector);
            return;
        }
        if (vector.filter(known -> known.type().sparse()).isPresent()) {
            mismatch(
                    list,
                    "\"" + vector.get().name() + "\" is a sparse vector; write {\"indices\": […], \"values\": […]}");
            return;
        }
        dense(list, vector);
    }

    private void several(JsonPart list, Optional<Vector> vector) {
        boolean single = vector.filter(known -> !known.isMulti()).isPresent();
        if (single) {
            mismatch(list, "\"" + vector.get().name() + "\" takes one vector, not a list of vectors");
            return;
        }
        for (JsonPart row : list.items()) {
            if (!row.isArray()) {
                ground.findings().error(Rule.SYNTAX_ERROR, row, ShapeWalk.wrongKind(row, "a list of numbers"));
                return;
            }
            dense(row, vector);
        }
    }

    private void dense(JsonPart row, Optional<Vector> vector) {
        Optional<JsonPart> wrong =
                row.items().stream().filter(item -> !item.isNumber()).findFirst();
        if (wrong.isPresent()) {
            ground.findings().error(Rule.SYNTAX_ERROR, wrong.get(), ShapeWalk.wrongKind(wrong.get(), "a number"));
            return;
        }
        vector.filter(known -> known.type().dimension().isPresent()).ifPresent(known -> {
            int wanted = known.type().dimension().getAsInt();
            if (wanted != row.items().size()) {
                mismatch(
                        row,
                        "the vector has " + row.items().size() + " numbers, and \"" + known.name() + "\" has "
                                + wanted);
            }
        });
    }

    private void sparse(JsonPart object, Optional<Vector> vector) {
        ground.walk(Map.of()).walk("sparse", object);
        if (vector.filter(known -> !known.type().sparse()).isPresent()) {
            mismatch(object, "\"" + vector.get().name() + "\" is no sparse vector; write a list of numbers");
            return;
        }
        Optional<JsonPart> indices = list(object, "indices", true);
        Optional<JsonPart> values = list(object, "values", false);
        if (indices.isEmpty() || values.isEmpty()) {
            return;
        }
        Set<String> distinct =
                indices.get().items().stream().map(JsonPart::text).collect(Collectors.toCollection(TreeSet::new));
        if (distinct.size() != indices.get().items().size()) {
            ground.findings().error(Rule.INVALID_CONSTANT, indices.get(), "an index occurs twice in the sparse vector");
        }
        if (indices.get().items().size() != values.get().items().size()) {
            mismatch(
                    object,
                    "the sparse vector has " + indices.get().items().size() + " indices and "
                            + values.get().items().size() + " values");
        }
    }

    private Optional<JsonPart> list(JsonPart object, String member, boolean whole) {
        Optional<JsonPart> list = object.find(member);
        boolean fits = list.filter(JsonPart::isArray)
                .filter(part -> part.items().stream()
                        .allMatch(item ->
                                whole ? item.isInteger() && item.number().signum() >= 0 : item.isNumber()))
                .isPresent();
        if (!fits && list.isPresent()) {
            String wanted = whole ? "a list of whole numbers from 0 up" : "a list of numbers";
            ground.findings().error(Rule.SYNTAX_ERROR, list.get(), ShapeWalk.wrongKind(list.get(), wanted));
        }
        return fits ? list : Optional.empty();
    }

    private void mismatch(JsonPart part, String message) {
        ground.findings().error(Rule.TYPE_MISMATCH, part, message);
    }
}
