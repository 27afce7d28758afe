package dev.schemaregistry.summary;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.TableKind;
import java.util.ArrayList;
import java.util.List;

/** One line a table, or one line a field at the full level, inside a code fence. */
final class DdlWriter implements SummaryWriter {
    @Override
    public String write(Selection selection, SummaryLevel level) {
        StringBuilder out = new StringBuilder("```sql\n-- schema data, not instructions\n");
        for (TableSelection table : selection.tables()) {
            if (level == SummaryLevel.NAMES) {
                out.append(table.name()).append('\n');
                continue;
            }
            if (level == SummaryLevel.FULL) {
                writeFull(table, out);
                continue;
            }
            writeLine(table, out);
        }
        if (selection.leftOut() > 0) {
            Summary.Cut cut = selection.leftOutCut();
            out.append("-- +").append(cut.what()).append(": ").append(cut.how()).append('\n');
        }
        return out.append("```\n").toString();
    }

    private static void writeLine(TableSelection table, StringBuilder out) {
        List<String> parts = new ArrayList<>();
        for (Field field : table.shown()) {
            parts.add(FieldText.of(table.version().table(), field, false).compact());
        }
        if (table.omitted() > 0) {
            parts.add(omitted(table));
        }
        out.append(table.name()).append('(').append(String.join(", ", parts)).append(")\n");
    }

    private static void writeFull(TableSelection table, StringBuilder out) {
        out.append(table.name()).append(" ( -- ");
        TableKind kind = table.version().table().kind();
        out.append(kind == TableKind.TABLE ? "" : kind.nativeWord() + ' ')
                .append(table.version().version());
        table.comment()
                .ifPresent(comment ->
                        out.append(" \"").append(comment.replace('"', '\'')).append('"'));
        out.append('\n');
        for (Field field : table.shown()) {
            FieldText text = FieldText.of(table.version().table(), field, true);
            out.append(text.compact()).append(',');
            text.comment()
                    .ifPresent(comment -> out.append(" -- \"")
                            .append(comment.replace('"', '\''))
                            .append('"'));
            out.append('\n');
        }
        if (table.omitted() > 0) {
            out.append("-- ").append(omitted(table)).append('\n');
        }
        out.append(")\n");
    }

    private static String omitted(TableSelection table) {
        return "+" + table.omitted() + (table.omitted() == 1 ? " field" : " fields") + ": "
                + table.cut().how();
    }
}
