package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A type that a source's users or extensions brought; the row types of tables are left out.
 *
 * @param category the letter of its category, as the engine has it; {@code S} strings, {@code U} types of users
 * @param arrayName the name, in the same namespace, of its array type; empty where it has none
 * @param base what a domain is over
 * @param subtype what a range is over
 * @param multirangeName the name, in the same namespace, of a range's multirange; empty for other types
 * @param labels of an enumeration, in its order
 * @param attributes the types of a composite type's members, in their order
 * @param checks the conditions of a domain, as expressions over {@code VALUE}
 * @param calls what else than the engine's own code runs when a value is made, compared or checked, sorted by name
 */
public record EngineType(
        EngineName name,
        Kind kind,
        String category,
        Set<Trait> traits,
        String arrayName,
        Optional<EngineName> base,
        Optional<EngineName> subtype,
        String multirangeName,
        List<String> labels,
        List<EngineName> attributes,
        List<String> checks,
        List<EngineRoutine> calls) {
    public EngineType {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(category, "category");
        traits = Set.copyOf(traits);
        requireNonNull(arrayName, "arrayName");
        requireNonNull(base, "base");
        requireNonNull(subtype, "subtype");
        requireNonNull(multirangeName, "multirangeName");
        labels = List.copyOf(labels);
        attributes = List.copyOf(attributes);
        checks = List.copyOf(checks);
        calls = calls.stream().sorted().toList();
        boolean complete = kind == Kind.DOMAIN ? base.isPresent() : kind != Kind.RANGE || subtype.isPresent();
        if (category.length() != 1 || !complete) {
            throw new IllegalArgumentException("type " + name + " lacks its category, or what it is over");
        }
    }

    /** What sort of type it is. */
    public enum Kind {
        BASE,
        COMPOSITE,
        DOMAIN,
        ENUM,
        RANGE
    }

    /** What can be done with its values. */
    public enum Trait {
        /** Preferred in its category when a choice must be made. */
        PREFERRED,
        /** Takes a collation. */
        COLLATABLE,
        /** Has a default order. */
        ORDERED,
        /** Has a default hashing. */
        HASHED
    }
}
