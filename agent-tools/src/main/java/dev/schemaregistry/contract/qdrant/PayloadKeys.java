package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.qdrant.PayloadPath.Step;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks keys up in the fields of a payload, or of the documents inside of one.
 *
 * @param fields where a key starts
 * @param open whether nothing is known of them
 */
record PayloadKeys(List<Field> fields, boolean open) {
    /** Keys of documents whose shape is not known. */
    static final PayloadKeys OPEN = new PayloadKeys(List.of(), true);

    private static final int MOST_PATHS = 2_000;
    private static final int DEEPEST = 12;

    PayloadKeys(List<Field> fields) {
        this(fields, false);
    }

    /** What a key leads to. */
    sealed interface Target {}

    /** @param field the last name's field; its type is that of the values met */
    record Known(Field field, DataType type) implements Target {}

    /** Somewhere on the way the shape is not known. */
    record Open() implements Target {}

    /**
     * A name that is not known there.
     *
     * @param before the steps above it
     * @param siblings the names that are
     */
    record Missing(List<Step> before, Step step, List<String> siblings) implements Target {}

    /** The key passes by a list without saying so, or the other way round. */
    record OtherLists(String corrected, String field, boolean isList) implements Target {}

    Target find(PayloadPath path) {
        if (open) {
            return new Open();
        }
        List<Field> here = fields;
        List<Step> before = new ArrayList<>();
        for (int at = 0; at < path.steps().size(); at++) {
            Step step = path.steps().get(at);
            Optional<Field> found = here.stream()
                    .filter(field -> field.name().equals(step.name()))
                    .findFirst();
            if (found.isEmpty()) {
                return new Missing(before, step, here.stream().map(Field::name).toList());
            }
            Field field = found.get();
            DataType type = field.type();
            if (field.isMasked() || field.isHidden()) {
                return new Known(field, type);
            }
            int lists = 0;
            while (lists < step.lists() && elements(type).isPresent()) {
                type = elements(type).get();
                lists++;
            }
            if (lists < step.lists()) {
                return isOpen(type) ? new Open() : otherLists(path, at, lists, field, false);
            }
            if (at == path.steps().size() - 1) {
                return new Known(field, type);
            }
            Optional<List<Field>> inside = inside(type);
            if (inside.isEmpty()) {
                return notInside(path, at, field, type, before);
            }
            here = inside.get();
            before.add(step);
        }
        throw new IllegalStateException("a key without a name");
    }

    private static Target notInside(PayloadPath path, int at, Field field, DataType type, List<Step> before) {
        if (isOpen(type)) {
            return new Open();
        }
        int lists = 0;
        DataType inner = type;
        while (elements(inner).isPresent()) {
            inner = elements(inner).get();
            lists++;
            if (inside(inner).isPresent()) {
                return otherLists(path, at, path.steps().get(at).lists() + lists, field, true);
            }
            if (isOpen(inner)) {
                return new Open();
            }
        }
        List<Step> above = new ArrayList<>(before);
        above.add(path.steps().get(at));
        return new Missing(above, path.steps().get(at + 1), List.of());
    }

    private static Target otherLists(PayloadPath path, int at, int lists, Field field, boolean isList) {
        List<Step> corrected = new ArrayList<>(path.steps());
        corrected.set(at, new Step(field.name(), lists));
        return new OtherLists(PayloadPath.text(corrected), field.name(), isList);
    }

    /** The type of a list's items; empty where it is no list. */
    private static Optional<DataType> elements(DataType type) {
        if (type instanceof DataType.Array array) {
            return Optional.of(array.element());
        }
        return type instanceof DataType.Union union
                ? union.members().stream()
                        .flatMap(member -> elements(member).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<List<Field>> inside(DataType type) {
        if (type instanceof DataType.Struct struct) {
            return Optional.of(struct.fields());
        }
        return type instanceof DataType.Union union
                ? union.members().stream()
                        .flatMap(member -> inside(member).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isOpen(DataType type) {
        return type instanceof DataType.Json
                || type instanceof DataType.Mapping
                || (type instanceof DataType.Union union
                        && union.members().stream().anyMatch(PayloadKeys::isOpen));
    }

    /** The fields of the documents that a type holds, lists of them included; for conditions on one of them. */
    static Optional<PayloadKeys> inItems(DataType type) {
        return Values.leaves(type)
                .flatMap(leaf -> inside(leaf).stream())
                .findFirst()
                .map(PayloadKeys::new);
    }

    /** Every key that leads somewhere, as it is to be written; at most {@value #MOST_PATHS}. */
    List<String> paths() {
        return paths(fields, List.of()).limit(MOST_PATHS).toList();
    }

    private static Stream<String> paths(List<Field> fields, List<Step> before) {
        return fields.stream().flatMap(field -> {
            List<Step> steps = new ArrayList<>(before);
            steps.add(new Step(field.name(), 0));
            Stream<String> below = before.size() < DEEPEST ? below(field, before) : Stream.empty();
            return Stream.concat(Stream.of(PayloadPath.text(steps)), below);
        });
    }

    private static Stream<String> below(Field field, List<Step> before) {
        int lists = 0;
        DataType type = field.type();
        while (inside(type).isEmpty() && elements(type).isPresent()) {
            type = elements(type).get();
            lists++;
        }
        List<Step> steps = new ArrayList<>(before);
        steps.add(new Step(field.name(), lists));
        return inside(type).map(inner -> paths(inner, steps)).orElse(Stream.empty());
    }
}
