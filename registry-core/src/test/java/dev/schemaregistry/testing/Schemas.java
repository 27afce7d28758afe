package dev.schemaregistry.testing;

import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Deferral;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random schemas: few names, so that two of them often meet, and hostile text here and there. */
public final class Schemas {
    private static final Arbitrary<String> NAMES =
            Arbitraries.of("id", "name", "total", "Größe", "a.b", "q\"x", "\u202Ex", "c\nd");
    private static final Arbitrary<String> TEXT =
            Arbitraries.of("", "now()", "a; drop", "12:ab,", "[1;", "\u0000\u001b[2J", "名前", "</schema>");

    private Schemas() {}

    /** Tables of any shape, with or without stable ids. */
    public static Arbitrary<Table> tables() {
        Arbitrary<TableName> names = Combinators.combine(
                        Arbitraries.of("", "sales", "a.b"), Arbitraries.of("orders", "x\"y"))
                .as(TableName::new);
        Arbitrary<Table.Builder> head = Combinators.combine(
                        names,
                        Arbitraries.of(TableKind.values()),
                        fields(1),
                        key().optional(),
                        lists(key()),
                        lists(foreignKey()),
                        lists(check()),
                        lists(index()))
                .as((name, kind, fields, primaryKey, unique, foreign, checks, indexes) -> Table.builder(name, kind)
                        .fields(fields)
                        .primaryKey(primaryKey)
                        .uniqueKeys(unique)
                        .foreignKeys(foreign)
                        .checks(checks)
                        .indexes(indexes));
        return Combinators.combine(
                        head,
                        TEXT.optional(),
                        TEXT.optional(),
                        provenance(),
                        Arbitraries.of("16384", "7").optional(),
                        properties())
                .as((builder, comment, definition, provenance, id, properties) -> builder.comment(comment)
                        .definition(definition)
                        .provenance(provenance)
                        .stableId(id)
                        .properties(properties)
                        .build());
    }

    /** Fields of any shape whose types nest at most once. */
    public static Arbitrary<Field> fieldsWithFlatTypes() {
        return field(1);
    }

    /** Types, nested up to {@code depth}. */
    public static Arbitrary<DataType> types(int depth) {
        Arbitrary<OptionalInt> number = Arbitraries.of(OptionalInt.empty(), OptionalInt.of(0), OptionalInt.of(38));
        Arbitrary<DataType> leaf = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(ScalarKind.values()), number, number, number)
                        .as(DataType.Scalar::new),
                Combinators.combine(
                                TEXT.optional(), TEXT.list().uniqueElements().ofMaxSize(3))
                        .as(DataType.Enumeration::new),
                Arbitraries.just(new DataType.Json()),
                TEXT.map(DataType.Native::new),
                Combinators.combine(number, Arbitraries.of(DataType.Distance.values()), Arbitraries.of(true, false))
                        .as(DataType.Vector::new));
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, leaf),
                net.jqwik.api.Tuple.of(1, types(depth - 1).map(DataType.Array::new)),
                net.jqwik.api.Tuple.of(
                        1,
                        Combinators.combine(TEXT.optional(), fields(depth - 1)).as(DataType.Struct::new)),
                net.jqwik.api.Tuple.of(
                        1,
                        Combinators.combine(types(depth - 1), types(depth - 1)).as(DataType.Mapping::new)),
                net.jqwik.api.Tuple.of(1, types(depth - 1).list().ofMaxSize(3).map(DataType.Union::new)));
    }

    private static Arbitrary<List<Field>> fields(int depth) {
        return field(depth).list().ofMaxSize(5).uniqueElements(Field::name).map(Schemas::withDistinctIds);
    }

    private static List<Field> withDistinctIds(List<Field> fields) {
        Set<String> seen = new HashSet<>();
        return fields.stream()
                .filter(field -> field.stableId().map(seen::add).orElse(true))
                .toList();
    }

    private static Arbitrary<Field> field(int depth) {
        Arbitrary<Generation> generation = Combinators.combine(
                        Arbitraries.of(Generation.Kind.values()), TEXT.optional())
                .as(Generation::new);
        Arbitrary<OptionalDouble> presence =
                Arbitraries.of(OptionalDouble.empty(), OptionalDouble.of(0.25), OptionalDouble.of(1));
        Arbitrary<Function<Map<String, String>, Field>> most = Combinators.combine(
                        NAMES,
                        types(depth),
                        TEXT,
                        Arbitraries.of(true, false),
                        TEXT.optional(),
                        generation,
                        TEXT.optional())
                .as((name, type, nativeType, nullable, value, generated, comment) -> properties -> new Field(
                        name,
                        type,
                        nativeType,
                        nullable,
                        value,
                        generated,
                        comment,
                        Optional.empty(),
                        OptionalDouble.empty(),
                        properties));
        return Combinators.combine(
                        most, properties(), Arbitraries.of("1", "2", "3", "4").optional(), presence)
                .as((make, properties, id, share) -> {
                    Field field = make.apply(properties);
                    Field marked = id.map(field::withStableId).orElse(field);
                    return share.isPresent() ? marked.withPresence(share.getAsDouble()) : marked;
                });
    }

    private static Arbitrary<Map<String, String>> properties() {
        return Arbitraries.maps(Arbitraries.of("collation", "strict"), TEXT).ofMaxSize(2);
    }

    private static Arbitrary<Provenance> provenance() {
        return Arbitraries.of(Provenance.DECLARED, Provenance.inferred(10), Provenance.inferred(1000));
    }

    private static Arbitrary<Key> key() {
        return Combinators.combine(
                        keyName(),
                        NAMES.list().ofMinSize(1).ofMaxSize(2),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Deferral.values()))
                .as(Key::new);
    }

    private static Arbitrary<ForeignKey> foreignKey() {
        Arbitrary<TableName> target =
                Arbitraries.of(TableName.of("orders"), new TableName("sales", "orders"), TableName.of("z"));
        return Combinators.combine(
                        keyName(),
                        NAMES.list().ofSize(2),
                        target,
                        NAMES.list().ofSize(2),
                        Arbitraries.of(ForeignKey.Action.values()),
                        Arbitraries.of(ForeignKey.Action.values()),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Deferral.values()))
                .as(ForeignKey::new);
    }

    private static Arbitrary<Check> check() {
        return Combinators.combine(keyName(), TEXT).as(Check::new);
    }

    private static Arbitrary<Index> index() {
        Arbitrary<Index.Part> part = Combinators.combine(
                        NAMES, Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(Index.Part::new);
        return Combinators.combine(
                        keyName(),
                        part.list().ofMaxSize(2),
                        Arbitraries.of(true, false),
                        Arbitraries.of("btree", "gin"),
                        TEXT.optional(),
                        NAMES.list().ofMaxSize(1),
                        TEXT.optional(),
                        properties())
                .as(Index::new);
    }

    private static Arbitrary<String> keyName() {
        return Arbitraries.of("", "k1", "k2");
    }

    private static <T> Arbitrary<List<T>> lists(Arbitrary<T> elements) {
        return elements.list().ofMaxSize(3);
    }
}
