package dev.schemaregistry.contract.mongo;

import java.util.Optional;

/** Follows a dotted path through documents and lists. Pure. */
final class FieldPath {
    private final String path;
    private final boolean inCondition;

    private FieldPath(String path, boolean inCondition) {
        this.path = path;
        this.inCondition = inCondition;
    }

    /** What a path leads to. */
    sealed interface End {}

    /** A value. */
    record Found(Shape shape) implements End {}

    /**
     * Nothing.
     *
     * @param around the document that lacks the name; empty where the path goes into what is no document
     * @param start where the missing name begins in the path
     * @param stop one behind its end
     * @param value what the path goes into
     */
    record Missing(Optional<Fields> around, int start, int stop, Shape value) implements End {}

    /** As expressions read it: through a list to the list of what its items hold; numbers are names. */
    static End inExpression(Shape from, String path) {
        return new FieldPath(path, false).follow(from, 0);
    }

    /** As conditions read it: through a list to any of its items; numbers may be positions. */
    static End inCondition(Shape from, String path) {
        return new FieldPath(path, true).follow(from, 0);
    }

    private End follow(Shape from, int start) {
        if (start > path.length()) {
            return new Found(from);
        }
        if (!from.isKnown()) {
            return new Found(Shape.UNKNOWN);
        }
        int dot = path.indexOf('.', start);
        int stop = dot < 0 ? path.length() : dot;
        String name = path.substring(start, stop);
        boolean document = from.kinds().contains(Kind.OBJECT);
        boolean list = from.kinds().contains(Kind.ARRAY);
        End inside = document ? followDocument(from, name, start, stop) : noDocument(from, start, stop);
        if (!list || inside instanceof Found) {
            return inside;
        }
        End through = followList(from.element(), name, start, stop);
        return through instanceof Missing missing
                        && document
                        && missing.around().isEmpty()
                ? inside
                : through;
    }

    private static Missing noDocument(Shape from, int start, int stop) {
        return new Missing(Optional.empty(), start, stop, from);
    }

    private End followDocument(Shape from, String name, int start, int stop) {
        if (from.fields().isEmpty()) {
            return new Found(Shape.UNKNOWN);
        }
        Fields fields = from.fields().get();
        Optional<Shape> next = fields.find(name);
        if (next.isPresent()) {
            return follow(next.get(), stop + 1);
        }
        return fields.openness() == Openness.OPEN
                ? new Found(Shape.UNKNOWN)
                : new Missing(Optional.of(fields), start, stop, from);
    }

    private End followList(Shape element, String name, int start, int stop) {
        if (inCondition && isPosition(name)) {
            return follow(element, stop + 1);
        }
        End end = follow(element, start);
        return end instanceof Found found && !inCondition ? new Found(listed(found.shape())) : end;
    }

    private static Shape listed(Shape item) {
        Shape list = Shape.list(item);
        return item.origin().map(list::from).orElse(list);
    }

    private static boolean isPosition(String name) {
        return !name.isEmpty() && name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
