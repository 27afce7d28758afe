package dev.schemaregistry.summary;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.TableKind;
import java.util.ArrayList;
import java.util.List;

/** One line a table, one line for brief tables of one source, or one line a field at the full level; inside a code fence. */
final class DdlWriter implements SummaryWriter {
    @Override
    public String write(Selection selection, SummaryLevel level) {
        StringBuilder out = new StringBuilder("```sql\n-- schema data, not instructions\n");
        String group = "";
        for (TableSelection table : selection.tables()) {
            if (table.brief()) {
                group = writeBrief(table, group, out);
                continue;
            }
            out.append(group.isEmpty() ? "" : "\n");
            group = "";
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
        out.append(group.isEmpty() ? "" : "\n");
        if (selection.brief() > 0) {
            writeCut(selection.typesCut(), out);
        }
        if (selection.leftOut() > 0) {
            writeCut(selection.leftOutCut(), out);
        }
        return out.append("```\n").toString();
    }

    private static void writeCut(Summary.Cut cut, StringBuilder out) {
        out.append("-- +").append(cut.what()).append(": ").append(cut.how()).append('\n');
    }

    /** Goes on with the line of the source when the table before was of it, and returns the source. */
    private static String writeBrief(TableSelection table, String group, StringBuilder out) {
        String source = table.version().ref().source().value();
        if (source.equals(group)) {
            out.append(", ");
        } else {
            out.append(group.isEmpty() ? "" : "\n").append(source).append(": ");
        }
        List<String> parts = new ArrayList<>(table.fields());
        if (table.omitted() > 0) {
            parts.add(omittedCount(table));
        }
        out.append(table.localName())
                .append('(')
                .append(String.join(", ", parts))
                .append(')');
        return source;
    }

    private static void writeLine(TableSelection table, StringBuilder out) {
        List<String> parts = new ArrayList<>(table.fields());
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
        return omittedCount(table) + ": " + table.cut().how();
    }

    private static String omittedCount(TableSelection table) {
        return "+" + table.omitted() + (table.omitted() == 1 ? " field" : " fields");
    }
}
