package dev.schemaregistry.summary;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parts of a field as safe text. */
record FieldText(String name, String type, List<String> facts, Optional<String> comment) {
    private static final int NAME_LIMIT = 80;
    private static final int TYPE_LIMIT = 60;
    private static final int DEFAULT_LIMIT = 30;
    private static final int COMMENT_LIMIT = 100;

    static FieldText of(Table table, Field field, boolean full) {
        List<String> facts = new ArrayList<>(field.isMasked() ? List.of(Field.MASKED) : List.of());
        Optional<Key> key = table.primaryKey().filter(k -> k.fields().contains(field.name()));
        key.ifPresent(k -> facts.add("pk"));
        if (table.uniqueKeys().stream().anyMatch(k -> k.fields().equals(List.of(field.name())))) {
            facts.add("unique");
        }
        if (full && !field.nullable() && key.isEmpty()) {
            facts.add("not null");
        }
        table.foreignKeys().stream()
                .filter(foreign -> foreign.fields().contains(field.name()))
                .forEach(foreign -> facts.add("-> " + target(foreign, field.name())));
        if (full) {
            field.presence().ifPresent(share -> facts.add("in " + Math.round(share * 100) + '%'));
        }
        if (full && isNumbered(field)) {
            facts.add("auto");
        } else if (full) {
            field.defaultExpression().ifPresent(value -> facts.add("default " + prose(value, DEFAULT_LIMIT)));
        }
        return new FieldText(
                SafeText.name(field.name(), NAME_LIMIT),
                type(field),
                List.copyOf(facts),
                full ? field.comment().map(comment -> SafeText.line(comment, COMMENT_LIMIT)) : Optional.empty());
    }

    /** Whether the source numbers the rows by itself; how it does is nothing that a reader needs. */
    private static boolean isNumbered(Field field) {
        return switch (field.generation().kind()) {
            case IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT, AUTO_INCREMENT -> true;
            case STORED, VIRTUAL -> false;
            case NONE ->
                field.defaultExpression()
                        .filter(value -> value.startsWith("nextval("))
                        .isPresent();
        };
    }

    private static String target(ForeignKey key, String field) {
        String other = key.referencedFields().get(key.fields().indexOf(field));
        return SafeText.name(key.referencedTable().text(), NAME_LIMIT) + '.' + SafeText.name(other, NAME_LIMIT);
    }

    private static String prose(String text, int limit) {
        return SafeText.line(text, limit);
    }

    private static String type(Field field) {
        return prose(ShortTypes.of(FieldTypes.text(field)), TYPE_LIMIT);
    }

    /** The name; a masked field's says so, since no query may use it. */
    String brief() {
        return facts.contains(Field.MASKED) ? name + ' ' + Field.MASKED : name;
    }

    /** Name, type and facts with blanks between; the notation of the compact forms. */
    String compact() {
        String head = type.isEmpty() ? name : name + ' ' + type;
        return facts.isEmpty() ? head : head + facts.stream().collect(Collectors.joining(" ", " ", ""));
    }
}
