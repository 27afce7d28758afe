package dev.schemaregistry.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The words that synthetic schemas are made of: areas of business with their tables, and what kinds of tables hold. */
final class Areas {
    private Areas() {}

    /** All areas, in the order of the file. */
    static List<Area> areas() {
        Map<String, List<Column>> kinds = kinds();
        List<Area> areas = new ArrayList<>();
        for (String line : lines("areas.txt")) {
            String[] cells = cells(line);
            if (line.startsWith("=")) {
                areas.add(new Area(cells[0].substring(1).strip(), cells[1], new ArrayList<>()));
                continue;
            }
            areas.get(areas.size() - 1).nouns().add(noun(cells, kinds));
        }
        return areas;
    }

    /** Questions with the name of the table that each is about. */
    static Map<String, String> questions() {
        Map<String, String> questions = new LinkedHashMap<>();
        lines("questions.txt").forEach(line -> questions.put(cells(line)[0], cells(line)[1]));
        return questions;
    }

    private static Noun noun(String[] cells, Map<String, List<Column>> kinds) {
        List<Column> columns = Stream.concat(
                        Objects.requireNonNull(kinds.get(cells[1]), cells[1]).stream(), columns(cells[3]).stream())
                .filter(distinct())
                .toList();
        List<String> references =
                list(cells[2]).stream().map(Areas::withoutArea).toList();
        return new Noun(cells[0], columns, references, cells[4]);
    }

    private static Predicate<Column> distinct() {
        Set<String> seen = new HashSet<>();
        return column -> seen.add(column.name());
    }

    private static String withoutArea(String reference) {
        return reference.substring(reference.indexOf('.') + 1);
    }

    private static Map<String, List<Column>> kinds() {
        Map<String, List<Column>> kinds = new LinkedHashMap<>();
        for (String line : lines("kinds.txt")) {
            int colon = line.indexOf(':');
            kinds.put(line.substring(0, colon), columns(line.substring(colon + 1)));
        }
        return kinds;
    }

    private static List<Column> columns(String text) {
        return list(text).stream()
                .map(column ->
                        new Column(column.substring(0, column.indexOf(' ')), column.substring(column.indexOf(' ') + 1)))
                .toList();
    }

    /** Separated by commas outside brackets. */
    private static List<String> list(String text) {
        return Arrays.stream(text.split(",(?![^(]*\\))"))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static String[] cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(Areas.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    record Area(String name, String description, List<Noun> nouns) {}

    /** @param references tables it refers to, anywhere in the file */
    record Noun(String name, List<Column> columns, List<String> references, String comment) {}

    record Column(String name, String type) {}
}
