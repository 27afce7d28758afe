package dev.schemaregistry.infer;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Random documents: few names, so that fields often meet, and every kind of value. */
final class Samples {
    static final Observed STRING = new Observed.Value(DataType.string(), "string");
    static final Observed INT = new Observed.Value(DataType.scalar(ScalarKind.INT32), "int");
    static final Observed NULL = new Observed.Null();

    private static final Arbitrary<String> NAMES = Arbitraries.of("id", "name", "a.b", "Größe", "\u202Ex");

    private Samples() {}

    static Arbitrary<Observed.Document> documents(int depth) {
        return Arbitraries.maps(NAMES, values(depth)).ofMaxSize(4).map(Observed.Document::new);
    }

    private static Arbitrary<Observed> values(int depth) {
        Arbitrary<Observed> leaf =
                Arbitraries.of(STRING, INT, NULL, new Observed.Value(new DataType.Native("regex"), "regex"));
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.frequencyOf(
                Tuple.of(4, leaf),
                Tuple.of(1, documents(depth - 1).map(document -> (Observed) document)),
                Tuple.of(1, values(depth - 1).list().ofMaxSize(3).map(Observed.Items::new)));
    }
}
