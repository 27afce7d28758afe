package dev.schemaregistry.contract.mongo;

import java.util.List;
import java.util.Optional;

/**
 * One stage of a pipeline where it stands.
 *
 * @param value what it was given
 * @param scope the documents it is given, and variables
 * @param at where it stands
 * @param spot in which pipeline
 */
record Stage(Operator operator, Node value, Scope scope, At at, Spot spot) {

    /**
     * A position in a pipeline.
     *
     * @param database the one the command names, if it does
     * @param index of the stage
     * @param depth how many pipelines it is inside of
     * @param inFacet whether one of these belongs to {@code $facet}
     */
    record Spot(Optional<String> database, int index, int depth, boolean inFacet) {
        Spot inside(boolean facet) {
            return new Spot(database, 0, depth + 1, inFacet || facet);
        }

        Spot at(int position) {
            return new Spot(database, position, depth, inFacet);
        }
    }

    String name() {
        return operator.name();
    }

    Shape input() {
        return scope.root();
    }

    Fields fields() {
        return scope.root().inside();
    }

    /** The document the stage was given, if it is one; see {@link Check#requireNames}. */
    Optional<Node> find(String name) {
        return value instanceof Node.Doc document ? document.find(name) : Optional.empty();
    }

    /** Where one of its settings stands. */
    At at(String name) {
        return value instanceof Node.Doc document
                ? document.entry(name).map(at::in).orElse(at)
                : at;
    }

    /** The document that comes out, made of the one that went in. */
    Shape output(Fields fields) {
        return Shape.document(fields.after(fields(), at.path()));
    }

    List<Node.Entry> entries() {
        return value instanceof Node.Doc document ? document.entries() : List.of();
    }
}
