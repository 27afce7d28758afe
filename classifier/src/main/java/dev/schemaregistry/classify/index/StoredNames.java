package dev.schemaregistry.classify.index;

import java.util.Arrays;
import java.util.List;
import org.apache.lucene.document.Document;

/**
 * The names of a table's elements.
 *
 * @param fields from element 1
 * @param entities from element 0
 * @param valueFields for each value element the number of its field, from 1
 * @param keyFields the field of a primary key of one field
 */
record StoredNames(List<String> fields, List<String> entities, List<Integer> valueFields, List<String> keyFields) {
    static StoredNames of(Document document) {
        return new StoredNames(
                values(document, IndexFormat.FIELD_NAMES),
                values(document, IndexFormat.ENTITY_NAMES),
                values(document, IndexFormat.VALUE_FIELDS).stream()
                        .map(Integer::valueOf)
                        .toList(),
                values(document, IndexFormat.KEY_FIELDS));
    }

    int count() {
        return fields.size() + entities.size() + valueFields.size() + keyFields.size();
    }

    private static List<String> values(Document document, String field) {
        return Arrays.asList(document.getValues(field));
    }
}
