package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.mongo.FieldPath.Missing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What to say of a path that leads nowhere, and what may have been meant. */
final class MissingField {
    /** From here on a name is taken for another one misspelt: one letter of four, the words joined otherwise, one word of two. */
    private static final double NEAR = 0.75;

    /** One letter of three, in names that have no more. */
    private static final double NEAR_AND_SHORT = 0.66;

    private static final int MOST = 3;
    private static final int MOST_CANDIDATES = 1_000;

    private final String path;
    private final Missing missing;
    private final String name;

    MissingField(String path, Missing missing) {
        this.path = path;
        this.missing = missing;
        this.name = path.substring(missing.start(), missing.stop());
    }

    String sentence() {
        String before = missing.start() == 0 ? "" : path.substring(0, missing.start() - 1);
        if (missing.around().isEmpty()) {
            return '"' + before + "\" is " + missing.value().words() + " and has no fields; \"" + path
                    + "\" leads nowhere" + positionHint();
        }
        Fields around = missing.around().get();
        Optional<Fields.Lost> lost = findLost(around);
        if (lost.isPresent()) {
            return "there is no field \"" + name + "\" any more: " + lost.get().stage() + " dropped it";
        }
        if (!before.isEmpty()) {
            return '"' + before + "\" has no field \"" + name + '"' + positionHint();
        }
        if (!around.owner().isEmpty()) {
            return around.owner() + " has no field \"" + name + '"';
        }
        return around.lost()
                .map(made -> "there is no field \"" + name + "\" after " + made.stage())
                .orElse("there is no field \"" + name + "\" in this document");
    }

    private String positionHint() {
        boolean position = !name.isEmpty() && name.chars().allMatch(Character::isDigit);
        return position ? "; an expression takes an item of a list with $arrayElemAt" : "";
    }

    /**
     * What may have been meant.
     *
     * @param paths whole paths, the likeliest first
     * @param likely whether nothing but a mistake is likely, though the schema may be only a sample
     */
    record Meant(List<String> paths, boolean likely) {}

    Meant meant() {
        if (missing.around().isEmpty()) {
            return new Meant(List.of(), true);
        }
        Fields around = missing.around().get();
        Optional<Fields.Lost> lost = findLost(around);
        Set<String> found = new LinkedHashSet<>();
        lost.ifPresent(gone -> found.addAll(renamed(around, gone.before().get(name))));
        List<String> beside = NameSuggestions.nearest(name, around.byName().keySet());
        List<String> deeper = deeper(around);
        double least = name.length() <= 3 ? NEAR_AND_SHORT : NEAR;
        boolean near = !beside.isEmpty() && NameSuggestions.similarity(name, beside.get(0)) >= least;
        found.addAll(near ? beside : deeper);
        found.addAll(near ? deeper : beside);
        String before = path.substring(0, missing.start());
        String after = path.substring(missing.stop());
        List<String> paths =
                found.stream().limit(MOST).map(word -> before + word + after).toList();
        boolean likely = around.openness() == Openness.CLOSED || lost.isPresent() || near || !deeper.isEmpty();
        return new Meant(paths, likely);
    }

    /** The last stage that was given the name and did not pass it on. */
    private Optional<Fields.Lost> findLost(Fields around) {
        for (Optional<Fields.Lost> lost = around.lost();
                lost.isPresent();
                lost = lost.get().before().lost()) {
            if (lost.get().before().byName().containsKey(name)) {
                return lost;
            }
        }
        return Optional.empty();
    }

    /** Names that now hold what the lost one held. */
    private static List<String> renamed(Fields around, Shape gone) {
        List<String> names = new ArrayList<>();
        if (gone.origin().isEmpty()) {
            return names;
        }
        around.byName().forEach((now, shape) -> {
            if (shape.origin().equals(gone.origin())) {
                names.add(now);
            }
            shape.fields()
                    .ifPresent(inner -> inner.byName().forEach((part, value) -> {
                        if (value.origin().equals(gone.origin())) {
                            names.add(now + '.' + part);
                        }
                    }));
        });
        return names;
    }

    /** Paths further down that end in the name, as written or but for its spelling. */
    private List<String> deeper(Fields around) {
        List<String> paths = new ArrayList<>();
        collect(around, "", 3, paths);
        return paths.stream()
                .filter(inner -> NameSuggestions.similarity(name, inner.substring(inner.lastIndexOf('.') + 1)) > 0.9)
                .limit(MOST)
                .toList();
    }

    private static void collect(Fields fields, String before, int depth, List<String> paths) {
        for (Map.Entry<String, Shape> field : fields.byName().entrySet()) {
            if (paths.size() >= MOST_CANDIDATES) {
                return;
            }
            if (!before.isEmpty()) {
                paths.add(before + field.getKey());
            }
            Shape shape = field.getValue();
            Optional<Fields> inner = shape.fields().or(() -> shape.element().fields());
            if (depth > 0 && inner.isPresent()) {
                collect(inner.get(), before + field.getKey() + '.', depth - 1, paths);
            }
        }
    }
}
