package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

/**
 * A rule over rows that the source enforces: a check or an exclusion constraint.
 *
 * @param name the constraint's name; empty where the source gives none
 * @param expression the rule as the source writes it, for example {@code CHECK ((price > 0))}
 */
public record Check(String name, String expression) {
    public Check {
        requireNonNull(name, "name");
        requireNonNull(expression, "expression");
    }
}
