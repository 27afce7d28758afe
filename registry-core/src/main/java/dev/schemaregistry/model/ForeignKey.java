package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A reference from fields of one table to fields of another of the same source.
 *
 * @param name the constraint's name; empty where the source gives none
 * @param fields the referencing fields, in key order
 * @param referencedFields the referenced fields, pairwise with {@code fields}
 * @param matchFull true for {@code MATCH FULL}
 */
public record ForeignKey(
        String name,
        List<String> fields,
        TableName referencedTable,
        List<String> referencedFields,
        Action onDelete,
        Action onUpdate,
        boolean matchFull,
        Deferral deferral) {

    public ForeignKey {
        requireNonNull(name, "name");
        requireNonNull(referencedTable, "referencedTable");
        requireNonNull(onDelete, "onDelete");
        requireNonNull(onUpdate, "onUpdate");
        requireNonNull(deferral, "deferral");
        fields = List.copyOf(fields);
        referencedFields = List.copyOf(referencedFields);
        if (fields.isEmpty() || fields.size() != referencedFields.size()) {
            throw new IllegalArgumentException("foreign key " + Names.quoted(name) + " pairs " + fields.size()
                    + " fields with " + referencedFields.size());
        }
    }

    /** A reference with the usual actions. */
    public static ForeignKey of(
            String name, List<String> fields, TableName referencedTable, List<String> referencedFields) {
        return new ForeignKey(
                name,
                fields,
                referencedTable,
                referencedFields,
                Action.NO_ACTION,
                Action.NO_ACTION,
                false,
                Deferral.NOT_DEFERRABLE);
    }

    /** What happens to the referencing row. */
    public enum Action {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT
    }
}
