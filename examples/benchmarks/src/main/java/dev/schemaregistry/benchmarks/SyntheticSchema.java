package dev.schemaregistry.benchmarks;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Schemas of any size that look like those of a company: the same numbers give the same schema, on any machine.
 *
 * <p>The first three hundred tables are the words of {@code areas.txt} as they stand. After them come their companions, such as
 * {@code invoice_history}, and after those the whole again with a number behind each name.
 */
final class SyntheticSchema {
    /** What tables have beside them in systems that grew. */
    private static final List<String> COMPANIONS = List.of(
            "",
            "_history",
            "_note",
            "_attachment",
            "_approval",
            "_status_change",
            "_assignment",
            "_setting",
            "_export");

    private static final Map<String, ScalarKind> TYPES = Map.of(
            "integer", ScalarKind.INT64,
            "text", ScalarKind.STRING,
            "date", ScalarKind.DATE,
            "timestamp", ScalarKind.TIMESTAMP,
            "boolean", ScalarKind.BOOLEAN,
            "real", ScalarKind.FLOAT64);

    private final List<Areas.Noun> nouns =
            Areas.areas().stream().flatMap(area -> area.nouns().stream()).toList();

    /** As many tables as wanted, each as wide as its kind is. */
    List<Table> tables(int count) {
        return tables(0, count, Integer.MAX_VALUE);
    }

    /** Tables {@code from} to {@code from + count}, each of exactly that many columns. */
    List<Table> tables(int from, int count, int columns) {
        Set<String> names =
                IntStream.range(from, from + count).mapToObj(this::name).collect(Collectors.toSet());
        return IntStream.range(from, from + count)
                .mapToObj(number -> table(number, columns, names))
                .toList();
    }

    private String name(int number) {
        int round = number / (nouns.size() * COMPANIONS.size());
        return nouns.get(number % nouns.size()).name()
                + COMPANIONS.get(number / nouns.size() % COMPANIONS.size())
                + (round == 0 ? "" : "_" + (round + 1));
    }

    private Table table(int number, int width, Set<String> names) {
        Areas.Noun noun = nouns.get(number % nouns.size());
        String name = name(number);
        String key = name + "_id";
        List<Field> fields = new ArrayList<>();
        List<ForeignKey> foreignKeys = new ArrayList<>();
        fields.add(Field.of(key, DataType.scalar(ScalarKind.INT64)).withNativeType("INTEGER"));
        for (String target : references(number, noun, names)) {
            fields.add(
                    Field.of(target + "_id", DataType.scalar(ScalarKind.INT64)).withNativeType("INTEGER"));
            foreignKeys.add(ForeignKey.of("", List.of(target + "_id"), TableName.of(target), List.of(target + "_id")));
        }
        noun.columns().forEach(column -> fields.add(field(column)));
        fields.add(field(new Areas.Column("created_at", "timestamp")));
        fields.add(field(new Areas.Column("updated_at", "timestamp")));
        while (width < Integer.MAX_VALUE && fields.size() < width) {
            fields.add(field(new Areas.Column("attribute_" + fields.size(), "text")));
        }
        Table.Builder table = Table.builder(TableName.of(name), TableKind.TABLE)
                .fields(fields.subList(0, Math.min(width, fields.size())))
                .primaryKey(Key.of("", key))
                .foreignKeys(foreignKeys);
        boolean silent = noun.comment().isEmpty() || isCompanion(number);
        return silent ? table.build() : table.comment(noun.comment()).build();
    }

    private boolean isCompanion(int number) {
        return number / nouns.size() % COMPANIONS.size() > 0;
    }

    /** A companion refers to its own table; the others to those the file names, as far as they are in this schema. */
    private List<String> references(int number, Areas.Noun noun, Set<String> names) {
        List<String> wanted = isCompanion(number) ? List.of(noun.name()) : noun.references();
        return wanted.stream().filter(names::contains).toList();
    }

    private static Field field(Areas.Column column) {
        return Field.of(column.name(), type(column.type()))
                .withNativeType(column.type().toUpperCase(Locale.ROOT));
    }

    private static DataType type(String words) {
        if (TYPES.containsKey(words)) {
            return DataType.scalar(TYPES.get(words));
        }
        int[] sizes = Arrays.stream(words.replaceAll("[^0-9,]", "").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        return words.startsWith("decimal") ? DataType.decimal(sizes[0], sizes[1]) : DataType.string(sizes[0]);
    }
}
