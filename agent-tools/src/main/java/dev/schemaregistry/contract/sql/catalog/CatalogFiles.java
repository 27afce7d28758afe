package dev.schemaregistry.contract.sql.catalog;

import dev.schemaregistry.contract.sql.catalog.CatalogCast.Context;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction.Kind;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction.Output;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction.Volatility;
import dev.schemaregistry.contract.sql.catalog.CatalogType.Trait;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the bundled tables; {@code src/main/catalog/README.md} says how they are written. */
final class CatalogFiles {

    private static final String SCHEMA = PostgresCatalog.SYSTEM_SCHEMA;
    private static final Map<Character, Trait> TRAITS = Map.of(
            'p', Trait.PREFERRED,
            'a', Trait.ARRAY,
            'r', Trait.FIXED_ARRAY,
            'j', Trait.JSON_SUBSCRIPT,
            'c', Trait.COLLATABLE,
            'o', Trait.ORDERED,
            'h', Trait.HASHED);
    private static final Map<Character, CatalogType.Kind> TYPE_KINDS = Map.of(
            'b', CatalogType.Kind.BASE,
            'c', CatalogType.Kind.COMPOSITE,
            'd', CatalogType.Kind.DOMAIN,
            'e', CatalogType.Kind.ENUM,
            'p', CatalogType.Kind.PSEUDO,
            'r', CatalogType.Kind.RANGE,
            'm', CatalogType.Kind.MULTIRANGE);
    private static final Map<Character, Kind> FUNCTION_KINDS = Map.of(
            'f', Kind.FUNCTION,
            'a', Kind.AGGREGATE,
            'o', Kind.ORDERED_SET_AGGREGATE,
            'h', Kind.HYPOTHETICAL_SET_AGGREGATE,
            'w', Kind.WINDOW,
            'p', Kind.PROCEDURE);
    private static final Map<Character, Volatility> VOLATILITIES =
            Map.of('i', Volatility.IMMUTABLE, 's', Volatility.STABLE, 'v', Volatility.VOLATILE);
    private static final Map<Character, Context> CONTEXTS =
            Map.of('i', Context.IMPLICIT, 'a', Context.ASSIGNMENT, 'e', Context.EXPLICIT);

    private CatalogFiles() {}

    static List<CatalogType> types(int version) {
        return read(version, "types.tsv", CatalogFiles::type);
    }

    static List<CatalogCast> casts(int version) {
        return read(version, "casts.tsv", CatalogFiles::cast);
    }

    static List<CatalogOperator> operators(int version) {
        return read(version, "operators.tsv", CatalogFiles::operator);
    }

    static List<CatalogFunction> functions(int version) {
        return read(version, "functions.tsv", CatalogFiles::function);
    }

    private static <T> List<T> read(int version, String file, Function<Row, T> reader) {
        String name = version + "/" + file;
        try (InputStream stream = CatalogFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no catalog is bundled for PostgreSQL " + version);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(Row::of).map(reader).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the bundled catalog " + name, e);
        }
    }

    private static CatalogType type(Row row) {
        return new CatalogType(
                row.number(0),
                SCHEMA,
                row.text(1),
                row.text(2),
                get(TYPE_KINDS, row.letter(3)),
                row.letter(4),
                traits(row.text(5)),
                row.number(6),
                row.number(7),
                row.number(8),
                row.number(9),
                row.number(10));
    }

    private static Set<Trait> traits(String letters) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        letters.chars().forEach(letter -> traits.add(get(TRAITS, (char) letter)));
        return traits;
    }

    private static CatalogCast cast(Row row) {
        return new CatalogCast(
                row.number(0), row.number(1), get(CONTEXTS, row.letter(2)), row.letter(3) == 'b', row.number(4));
    }

    private static CatalogOperator operator(Row row) {
        return new CatalogOperator(
                row.number(0), SCHEMA, row.text(1), row.number(2), row.number(3), row.number(4), row.number(5));
    }

    private static CatalogFunction function(Row row) {
        String flags = row.text(3);
        List<Integer> arguments = row.numbers(5);
        List<Integer> all = row.numbers(7);
        String modes = row.text(8);
        List<String> names = row.names(9);
        return new CatalogFunction(
                row.number(0),
                SCHEMA,
                row.text(1),
                get(FUNCTION_KINDS, row.letter(2)),
                get(VOLATILITIES, flags.charAt(0)),
                flags.indexOf('s', 1) > 0,
                flags.indexOf('r', 1) > 0,
                flags.indexOf('v', 1) > 0,
                row.number(4),
                arguments,
                row.number(6),
                outputs(all, modes, names),
                inputNames(modes, names),
                row.number(10));
    }

    private static List<Output> outputs(List<Integer> types, String modes, List<String> names) {
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < modes.length(); index++) {
            if (modes.charAt(index) != 'i' && modes.charAt(index) != 'v') {
                String name = index < names.size() ? names.get(index) : "";
                outputs.add(new Output(name.isEmpty() ? "column" + (outputs.size() + 1) : name, types.get(index)));
            }
        }
        return outputs;
    }

    private static List<String> inputNames(String modes, List<String> names) {
        if (modes.isEmpty()) {
            return names;
        }
        List<String> inputs = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            if ("ivb".indexOf(modes.charAt(index)) >= 0) {
                inputs.add(names.get(index));
            }
        }
        return inputs;
    }

    private static <V> V get(Map<Character, V> meanings, char letter) {
        V meaning = meanings.get(letter);
        if (meaning == null) {
            throw new IllegalStateException("the bundled catalog holds an unknown mark '" + letter + "'");
        }
        return meaning;
    }

    /** One line, cut at its tabs. */
    private record Row(List<String> cells) {

        static Row of(String line) {
            return new Row(List.of(line.split("\t", -1)));
        }

        String text(int cell) {
            return cells.get(cell);
        }

        char letter(int cell) {
            return cells.get(cell).charAt(0);
        }

        int number(int cell) {
            return Integer.parseInt(cells.get(cell));
        }

        List<Integer> numbers(int cell) {
            String text = cells.get(cell);
            if (text.isEmpty()) {
                return List.of();
            }
            List<Integer> numbers = new ArrayList<>();
            for (String number : text.split(" ", -1)) {
                numbers.add(Integer.valueOf(number));
            }
            return numbers;
        }

        List<String> names(int cell) {
            String text = cells.get(cell);
            return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
        }
    }
}
