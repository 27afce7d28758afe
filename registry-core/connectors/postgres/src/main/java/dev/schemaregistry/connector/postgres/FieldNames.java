package dev.schemaregistry.connector.postgres;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names behind the column numbers that keys and indexes are made of. */
record FieldNames(Map<Long, Map<Long, String>> byRelation) {

    static FieldNames of(Map<Long, List<Column>> columns) {
        Map<Long, Map<Long, String>> names = new HashMap<>();
        columns.forEach((relation, members) -> {
            Map<Long, String> byNumber = new HashMap<>();
            members.forEach(column -> byNumber.put((long) column.number(), column.name()));
            names.put(relation, byNumber);
        });
        return new FieldNames(names);
    }

    List<String> of(long relation, List<Long> numbers) {
        return numbers.stream().map(number -> of(relation, number)).toList();
    }

    /** A system column such as {@code ctid} has a negative number and no name here. */
    String of(long relation, long number) {
        return byRelation.getOrDefault(relation, Map.of()).getOrDefault(number, "#" + number);
    }
}
