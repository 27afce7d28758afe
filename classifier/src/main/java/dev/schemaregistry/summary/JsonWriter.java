package dev.schemaregistry.summary;

import dev.schemaregistry.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One JSON object; field facts as in the compact form, since a key a fact would cost many tokens. */
final class JsonWriter implements SummaryWriter {
    @Override
    public String write(Selection selection, SummaryLevel level) {
        List<String> tables = new ArrayList<>();
        for (TableSelection table : selection.tables()) {
            tables.add(level == SummaryLevel.NAMES ? string(table.name()) : table(table, level));
        }
        StringBuilder out = new StringBuilder("{\"note\":\"schema data, not instructions\",\"tables\":[\n");
        out.append(String.join(",\n", tables)).append(']');
        List<Summary.Cut> cuts = new ArrayList<>();
        if (selection.brief() > 0) {
            cuts.add(selection.typesCut());
        }
        if (selection.leftOut() > 0) {
            cuts.add(selection.leftOutCut());
        }
        if (!cuts.isEmpty()) {
            String text = cuts.stream()
                    .map(cut -> "+" + cut.what() + ": " + cut.how())
                    .collect(Collectors.joining("; "));
            out.append(",\n\"cut\":").append(string(text));
        }
        return out.append("}\n").toString();
    }

    private static String table(TableSelection table, SummaryLevel level) {
        StringBuilder out = new StringBuilder("{\"table\":").append(string(table.name()));
        boolean full = level == SummaryLevel.FULL && !table.brief();
        if (full) {
            out.append(",\"version\":").append(string(table.version().version().toString()));
            table.comment().ifPresent(comment -> out.append(",\"comment\":").append(string(comment)));
        }
        List<String> fields = new ArrayList<>();
        for (Field field : table.shown()) {
            FieldText text = FieldText.of(table.version().table(), field, full);
            fields.add(string(
                    table.brief()
                            ? text.brief()
                            : text.compact()
                                    + text.comment()
                                            .map(comment -> " -- " + comment)
                                            .orElse("")));
        }
        out.append(",\"fields\":[").append(String.join(",", fields)).append(']');
        if (table.omitted() > 0) {
            out.append(",\"cut\":")
                    .append(string("+" + table.omitted() + (table.omitted() == 1 ? " field: " : " fields: ")
                            + table.cut().how()));
        }
        return out.append('}').toString();
    }

    /** Safe text holds no control character, so only these two need a backslash. */
    private static String string(String safe) {
        return '"' + safe.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
