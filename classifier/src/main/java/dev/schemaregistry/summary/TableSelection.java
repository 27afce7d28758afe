package dev.schemaregistry.summary;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.TableVersion;
import java.util.List;
import java.util.Optional;

/**
 * A table with the fields that the budget leaves it.
 *
 * @param shown in the table's order
 * @param omitted how many are not shown
 * @param brief whether fields are shown by their names alone
 */
record TableSelection(TableVersion version, List<Field> shown, int omitted, boolean brief) {
    private static final int NAME_LIMIT = 160;
    private static final int COMMENT_LIMIT = 160;

    String name() {
        return SafeText.name(version.ref().text(), NAME_LIMIT);
    }

    /** The name without its source. */
    String localName() {
        return SafeText.name(version.ref().table().text(), NAME_LIMIT);
    }

    /** The fields, each as the compact forms write it. */
    List<String> fields() {
        return shown.stream()
                .map(field -> FieldText.of(version.table(), field, false))
                .map(text -> brief ? text.brief() : text.compact())
                .toList();
    }

    Optional<String> comment() {
        return version.table().comment().filter(c -> !c.isBlank()).map(c -> SafeText.line(c, COMMENT_LIMIT));
    }

    Summary.Cut cut() {
        return new Summary.Cut(
                omitted + (omitted == 1 ? " field of " : " fields of ") + name(), "describe_table " + name());
    }
}
