package dev.schemaregistry.profile;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.Scalar;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.DataType.Struct;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.profile.PolicyWords.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which fields of a table may be looked into for values: text, and nothing whose name or comment speaks of a person, a secret, an
 * identifier or free text. When in doubt, not. Labels of enumerations are schema and known without a look.
 */
public final class FieldPolicy {
    private static final Set<TableKind> KINDS = Set.of(
            TableKind.TABLE,
            TableKind.PARTITIONED_TABLE,
            TableKind.MATERIALIZED_VIEW,
            TableKind.COLLECTION,
            TableKind.TIME_SERIES,
            TableKind.VECTOR_COLLECTION);
    private static final int MAX_DEPTH = 8;
    private static final PolicyWords WORDS = PolicyWords.SHIPPED;

    /** A field, at the end of the names that lead to it. */
    private record Place(List<String> names, Field field) {
        String path() {
            return String.join(".", names);
        }
    }

    private FieldPolicy() {}

    /**
     * The fields that may be asked for, in the table's order, those inside of documents by their dotted paths.
     *
     * @param isExcluded whether the operator wants a path left alone
     * @param most how many at most
     */
    public static List<String> fieldsToAsk(Table table, Predicate<String> isExcluded, int most) {
        if (refusal(table).isPresent()) {
            return List.of();
        }
        return places(table)
                .filter(place -> refusal(table, place).isEmpty())
                .map(Place::path)
                .filter(path -> !isExcluded.test(path))
                .distinct()
                .limit(most)
                .toList();
    }

    /** Why a field is not looked into, in a few words; empty when it may be. */
    public static Optional<String> refusal(Table table, String path) {
        return refusal(table)
                .or(() -> places(table)
                        .filter(place -> place.path().equals(path))
                        .findFirst()
                        .map(place -> refusal(table, place))
                        .orElse(Optional.of("no such field")));
    }

    /** What a field holds of a person or a secret, by the words of its name, whatever its type; empty when nothing says so. */
    public static Optional<String> personal(Table table, String path) {
        List<String> name = Identifiers.words(path);
        return WORDS.kindOfAny(Rule.NEVER, name)
                .or(() -> WORDS.kindInside(name))
                .or(() -> {
                    List<String> head = head(table, List.of(path.split("\\.")));
                    return isCategory(head)
                            ? Optional.empty()
                            : WORDS.kindOfAny(Rule.PERSONAL, name).or(() -> kindOfLast(Rule.PERSON, head));
                });
    }

    /** Whether the field is a vocabulary by its name, so that a value may be known though only one row holds it. */
    static boolean isCategory(Table table, String path) {
        return isCategory(head(table, List.of(path.split("\\."))));
    }

    private static Optional<String> refusal(Table table) {
        if (!KINDS.contains(table.kind()) || table.properties().containsKey("partition_of")) {
            return Optional.of("its rows are those of other tables");
        }
        if (!table.isReadable()) {
            return Optional.of("its rows may not be read");
        }
        return WORDS.kindOfAny(Rule.TABLE, Identifiers.words(table.name().name()))
                .or(() -> table.comment().flatMap(comment -> WORDS.kindOfAny(Rule.TABLE, Identifiers.words(comment))));
    }

    private static Optional<String> refusal(Table table, Place place) {
        if (!isText(place.field().type())) {
            return Optional.of("not text");
        }
        List<String> name = Identifiers.words(place.path());
        List<String> comment = place.field().comment().map(Identifiers::words).orElse(List.of());
        return WORDS.kindOfAny(Rule.NEVER, name)
                .or(() -> WORDS.kindInside(Identifiers.words(place.field().name())))
                .or(() -> WORDS.kindOfAny(Rule.NEVER, comment))
                .or(() -> {
                    List<String> head = head(table, place.names());
                    return isCategory(head) ? Optional.empty() : withoutCategory(table, place, name, comment, head);
                });
    }

    private static Optional<String> withoutCategory(
            Table table, Place place, List<String> name, List<String> comment, List<String> head) {
        return WORDS.kindOfAny(Rule.PERSONAL, name)
                .or(() -> WORDS.kindOfAny(Rule.PERSONAL, comment))
                .or(() -> WORDS.kindOfAny(Rule.FREE_TEXT, name))
                .or(() -> kindOfLast(Rule.PERSON, head))
                .or(() -> kindOfLast(Rule.IDENTIFIER, head))
                .or(() -> isKey(table, place.path()) ? Optional.of("a key") : Optional.empty());
    }

    private static boolean isCategory(List<String> head) {
        return kindOfLast(Rule.CATEGORY, head).isPresent();
    }

    /** What a path is about: the last words but those that only name or number something; of these alone, what stands before them. */
    private static List<String> head(Table table, List<String> names) {
        for (int i = names.size() - 1; i >= 0; i--) {
            List<String> words = withoutNaming(Identifiers.words(names.get(i)));
            if (!words.isEmpty()) {
                return words;
            }
        }
        return withoutNaming(Identifiers.words(table.name().name()));
    }

    private static List<String> withoutNaming(List<String> words) {
        int end = words.size();
        while (end > 0 && WORDS.kind(Rule.NAMING, words.get(end - 1)).isPresent()) {
            end--;
        }
        return words.subList(0, end);
    }

    private static Optional<String> kindOfLast(Rule rule, List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String last = words.get(words.size() - 1);
        String pair = words.size() == 1 ? last : words.get(words.size() - 2) + ' ' + last;
        return WORDS.kind(rule, pair).or(() -> WORDS.kind(rule, last));
    }

    private static boolean isKey(Table table, String path) {
        return Stream.concat(table.primaryKey().stream(), table.uniqueKeys().stream())
                .map(Key::fields)
                .anyMatch(List.of(path)::equals);
    }

    private static boolean isText(DataType type) {
        if (type instanceof DataType.Array array) {
            return isText(array.element());
        }
        if (type instanceof DataType.Union union) {
            return union.members().stream().anyMatch(FieldPolicy::isText);
        }
        return type instanceof Scalar scalar && scalar.kind() == ScalarKind.STRING;
    }

    private static Stream<Place> places(Table table) {
        List<Place> places = new ArrayList<>();
        collect(List.of(), table.fields(), places);
        return places.stream();
    }

    private static void collect(List<String> above, List<Field> fields, List<Place> places) {
        for (Field field : fields) {
            List<String> names =
                    Stream.concat(above.stream(), Stream.of(field.name())).toList();
            places.add(new Place(names, field));
            if (names.size() <= MAX_DEPTH) {
                documents(field.type()).forEach(document -> collect(names, document.fields(), places));
            }
        }
    }

    /** A type with a name of its own is no document: its source writes such a path otherwise. */
    private static Stream<Struct> documents(DataType type) {
        if (type instanceof Struct struct) {
            return struct.name().isEmpty() ? Stream.of(struct) : Stream.empty();
        }
        if (type instanceof DataType.Array array) {
            return documents(array.element());
        }
        return type instanceof DataType.Union union
                ? union.members().stream().flatMap(FieldPolicy::documents)
                : Stream.empty();
    }
}
