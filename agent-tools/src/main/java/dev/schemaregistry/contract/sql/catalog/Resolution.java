package dev.schemaregistry.contract.sql.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a call of a function or operator stands for. */
public sealed interface Resolution {

    /**
     * It stands for one signature, or, where an argument is {@link TypeIds#ANY_TYPE}, for one of several.
     *
     * @param returnType with polymorphic types replaced; {@link TypeIds#ANY_TYPE} where the candidates differ
     * @param argumentTypes what each argument is converted to, in the order of the call, with polymorphic types
     *     replaced; {@link TypeIds#ANY_TYPE} where the candidates differ
     * @param candidates what it may stand for, never empty; one unless an argument's type is not known
     */
    record Resolved(int returnType, List<Integer> argumentTypes, List<Signature> candidates) implements Resolution {
        public Resolved {
            argumentTypes = List.copyOf(argumentTypes);
            candidates = List.copyOf(candidates);
            if (candidates.isEmpty()) {
                throw new IllegalArgumentException("resolved to nothing");
            }
        }

        /** The signature, or the first of those possible. */
        public Signature chosen() {
            return candidates.get(0);
        }
    }

    /** Nothing fits. */
    record NotFound(Reason reason) implements Resolution {
        public NotFound {
            requireNonNull(reason, "reason");
        }
    }

    /** Several fit, none best: the server would refuse and ask for casts. */
    record Ambiguous(List<Signature> candidates) implements Resolution {
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }
    }

    /** Why nothing fits. */
    enum Reason {
        /** There is no function or operator of that name (SQLSTATE 42883). */
        NO_SUCH_NAME,
        /** None of that name takes such arguments (SQLSTATE 42883). */
        NO_SUCH_SIGNATURE,
        /** It takes them, but what it returns depends on types that literals do not have (SQLSTATE 42804). */
        UNDETERMINED_TYPE
    }
}
