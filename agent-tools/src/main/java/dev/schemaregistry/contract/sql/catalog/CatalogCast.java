package dev.schemaregistry.contract.sql.catalog;

import static java.util.Objects.requireNonNull;

/**
 * A cast, as {@code pg_cast} describes it.
 *
 * @param context the least explicit place where it is applied
 * @param binary whether the two types share one form, so that nothing is computed
 * @param function what computes it; 0 for none
 */
public record CatalogCast(int source, int target, Context context, boolean binary, int function) {

    public CatalogCast {
        requireNonNull(context, "context");
    }

    /** Where a value may change its type, from the most guarded to the most open. */
    public enum Context {
        /** Anywhere in an expression. */
        IMPLICIT,
        /** When stored into a column of the target type. */
        ASSIGNMENT,
        /** Only where the text asks for it: {@code CAST(x AS t)}, {@code x::t}. */
        EXPLICIT
    }
}
