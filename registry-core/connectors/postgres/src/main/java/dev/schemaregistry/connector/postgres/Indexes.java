package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.connector.postgres.CatalogQuery.Row;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Index.Part;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a row of {@code indexes.sql}. */
final class Indexes {
    private static final long DESCENDING = 1;
    private static final Map<String, String> CONSTRAINTS = Map.of("p", "primary key", "u", "unique", "x", "exclusion");

    private Indexes() {}

    static Index of(Row row, FieldNames names) throws SQLException {
        long table = row.oid("indrelid");
        List<Long> numbers = row.numbers("fields");
        int searched = row.number("indnkeyatts");
        return new Index(
                row.text("relname"),
                parts(row, table, numbers.subList(0, searched), names),
                row.is("indisunique"),
                row.text("amname"),
                row.find("predicate"),
                names.of(table, numbers.subList(searched, numbers.size())),
                row.find("definition"),
                properties(row));
    }

    private static List<Part> parts(Row row, long table, List<Long> numbers, FieldNames names) throws SQLException {
        Iterator<String> expressions = row.texts("expressions").iterator();
        List<Long> options = row.numbers("options");
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            boolean descending = (options.get(i) & DESCENDING) != 0;
            boolean expression = numbers.get(i) == 0;
            String text = expression ? expressions.next() : names.of(table, numbers.get(i));
            parts.add(new Part(text, expression, descending));
        }
        return parts;
    }

    private static Map<String, String> properties(Row row) throws SQLException {
        Map<String, String> properties = new TreeMap<>();
        row.find("operator_classes").ifPresent(classes -> properties.put("operator_classes", classes));
        Optional.ofNullable(CONSTRAINTS.get(row.find("constraint_type").orElse("")))
                .ifPresent(constraint -> properties.put("constraint", constraint));
        if (!row.is("indisvalid")) {
            properties.put("invalid", "true");
        }
        return properties;
    }
}
