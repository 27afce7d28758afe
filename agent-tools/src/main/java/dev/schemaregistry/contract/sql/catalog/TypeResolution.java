package dev.schemaregistry.contract.sql.catalog;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.sql.catalog.CatalogCast.Context;
import dev.schemaregistry.contract.sql.catalog.CatalogType.Kind;
import dev.schemaregistry.contract.sql.catalog.CatalogType.Trait;
import dev.schemaregistry.contract.sql.catalog.Resolution.Ambiguous;
import dev.schemaregistry.contract.sql.catalog.Resolution.NotFound;
import dev.schemaregistry.contract.sql.catalog.Resolution.Reason;
import dev.schemaregistry.contract.sql.catalog.Resolution.Resolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * PostgreSQL's rules of type conversion over a catalog: which operator or function a call means, what the branches of a
 * UNION or CASE have in common, what may be cast or stored. Literals come as {@link TypeIds#UNKNOWN}; a type not known
 * here comes as {@link TypeIds#ANY_TYPE}, fits everything and never leads to a complaint of its own.
 *
 * <p>Pure and safe for any number of threads.
 *
 * @see <a href="https://www.postgresql.org/docs/15/typeconv.html">Manual, chapter 10</a>
 */
public final class TypeResolution {

    private final PostgresCatalog catalog;
    private final Coercion coercion;
    private final CommonType commonType;

    public TypeResolution(PostgresCatalog catalog) {
        this.catalog = requireNonNull(catalog, "catalog");
        coercion = new Coercion(catalog);
        commonType = new CommonType(catalog, coercion);
    }

    public PostgresCatalog catalog() {
        return catalog;
    }

    /** The meaning of {@code left name right} (10.2). */
    public Resolution operator(String name, int left, int right) {
        return operator(Optional.empty(), name, left, right);
    }

    /** The meaning of {@code left OPERATOR(schema.name) right}; along the search path without a schema. */
    public Resolution operator(Optional<String> schema, String name, int left, int right) {
        List<Candidate> named = candidates(schema, name, false);
        if (left == TypeIds.ANY_TYPE || right == TypeIds.ANY_TYPE) {
            return choose(named, List.of(left, right));
        }
        int assumedLeft = left == TypeIds.UNKNOWN ? right : left;
        int assumedRight = right == TypeIds.UNKNOWN ? left : right;
        Optional<Candidate> exact = exact(named, List.of(assumedLeft, assumedRight));
        if (exact.isEmpty() && (left == TypeIds.UNKNOWN || right == TypeIds.UNKNOWN)) {
            exact = exact(named, List.of(catalog.baseType(assumedLeft), catalog.baseType(assumedRight)));
        }
        List<Integer> arguments = List.of(left, right);
        return exact.map(candidate -> resolved(candidate, arguments)).orElseGet(() -> choose(named, arguments));
    }

    /** The meaning of {@code name right}. */
    public Resolution prefixOperator(String name, int right) {
        return prefixOperator(Optional.empty(), name, right);
    }

    /** The meaning of {@code OPERATOR(schema.name) right}. */
    public Resolution prefixOperator(Optional<String> schema, String name, int right) {
        List<Candidate> named = candidates(schema, name, true);
        List<Integer> arguments = List.of(right);
        return exact(named, arguments)
                .map(candidate -> resolved(candidate, arguments))
                .orElseGet(() -> choose(named, arguments));
    }

    /**
     * The meaning of {@code left name ANY (rightArray)}: the operator on the elements. A right side that is no array is
     * {@link Reason#NO_SUCH_SIGNATURE}.
     */
    public Resolution arrayOperator(String name, int left, int rightArray) {
        return arrayOperator(Optional.empty(), name, left, rightArray);
    }

    /** The meaning of {@code left OPERATOR(schema.name) ANY (rightArray)}. */
    public Resolution arrayOperator(Optional<String> schema, String name, int left, int rightArray) {
        if (rightArray == TypeIds.ANY_TYPE) {
            return operator(schema, name, left, rightArray);
        }
        if (rightArray == TypeIds.UNKNOWN) {
            Resolution resolution = operator(schema, name, left, rightArray);
            return hasArrayOnTheRight(resolution) ? resolution : new NotFound(Reason.NO_SUCH_SIGNATURE);
        }
        return catalog.elementType(rightArray)
                .map(element -> operator(schema, name, left, element))
                .orElse(new NotFound(Reason.NO_SUCH_SIGNATURE));
    }

    private boolean hasArrayOnTheRight(Resolution resolution) {
        return !(resolution instanceof Resolved resolved)
                || catalog.arrayType(resolved.argumentTypes().get(1)).isPresent();
    }

    /** The meaning of a call with plain arguments (10.3). */
    public Resolution function(String name, List<Integer> arguments) {
        return function(FunctionCall.of(name, arguments));
    }

    /** The meaning of a call; one that only casts its single argument, {@code float8(x)}, is a function too. */
    public Resolution function(FunctionCall call) {
        List<Candidate> fitting = new FunctionFitting(catalog, call).candidates();
        Optional<Candidate> exact = exact(fitting, call.types());
        if (exact.isPresent()) {
            return resolved(exact.get(), call.types());
        }
        return castInFunctionForm(call).orElseGet(() -> {
            Resolution chosen = choose(fitting, call.types());
            boolean named = catalog.functions(call.name()).stream()
                    .anyMatch(function -> call.schema().isPresent() || catalog.isOnPath(function.schema()));
            return chosen instanceof NotFound && fitting.isEmpty() && named
                    ? new NotFound(Reason.NO_SUCH_SIGNATURE)
                    : chosen;
        });
    }

    /**
     * The one type of the branches of UNION, CASE, VALUES, COALESCE and the like (10.5); empty when there is none. Order
     * counts: the server looks at the ELSE of a CASE first (of one without, an unknown literal), then at the rest.
     */
    public Optional<Integer> unionCase(List<Integer> types) {
        return types.isEmpty() ? Optional.of(TypeIds.TEXT) : commonType.of(types);
    }

    /** Whether a value becomes the target where nothing asks for it. */
    public boolean canCoerce(int source, int target) {
        return coercion.canCoerce(source, target, Context.IMPLICIT);
    }

    /** Whether a value can be stored in a column of the target type (10.4). */
    public boolean canAssign(int source, int target) {
        return coercion.canCoerce(source, target, Context.ASSIGNMENT);
    }

    /** Whether {@code source::target} exists. Whether a given value survives it is another matter. */
    public boolean canCast(int source, int target) {
        return coercion.canCoerce(source, target, Context.EXPLICIT);
    }

    /** Whether ORDER BY, DISTINCT ON, window orders and the like have an order to go by. */
    public boolean isOrderable(int type) {
        return has(Trait.ORDERED, type);
    }

    /** Whether DISTINCT, GROUP BY and UNION can tell equal values: by order or by hash. */
    public boolean isComparable(int type) {
        return has(Trait.ORDERED, type) || has(Trait.HASHED, type);
    }

    private boolean has(Trait trait, int type) {
        int base = catalog.baseType(type);
        if (base == TypeIds.ANY_TYPE || base == TypeIds.UNKNOWN || catalog.isRecordLike(base)) {
            return true;
        }
        Optional<CatalogType> found = catalog.findType(base);
        if (found.isEmpty()) {
            return true;
        }
        if (found.get().is(Trait.ARRAY)) {
            return has(trait, found.get().elementType());
        }
        return switch (found.get().kind()) {
            case ENUM, RANGE, MULTIRANGE -> true;
            case PSEUDO -> found.get().is(trait);
            default -> found.get().is(trait) || throughBinaryCast(trait, base);
        };
    }

    private boolean throughBinaryCast(Trait trait, int type) {
        return catalog.binaryCastTargets(type).stream()
                .flatMap(target -> catalog.findType(target).stream())
                .anyMatch(target -> target.is(trait));
    }

    /** Of equal signatures the first along the path. */
    private List<Candidate> candidates(Optional<String> schema, String name, boolean prefix) {
        Map<List<Integer>, Candidate> byTypes = new LinkedHashMap<>();
        for (CatalogOperator operator : catalog.operators(name)) {
            boolean meant = schema.map(operator.schema()::equals).orElseGet(() -> catalog.isOnPath(operator.schema()));
            if (meant && operator.isPrefix() == prefix) {
                byTypes.putIfAbsent(operator.argumentTypes(), Candidate.of(operator));
            }
        }
        return List.copyOf(byTypes.values());
    }

    private static Optional<Candidate> exact(List<Candidate> candidates, List<Integer> types) {
        return candidates.stream()
                .filter(candidate -> candidate.types().equals(types))
                .findFirst();
    }

    private Resolution choose(List<Candidate> candidates, List<Integer> arguments) {
        if (candidates.isEmpty()) {
            return new NotFound(Reason.NO_SUCH_NAME);
        }
        List<Candidate> fitting = candidates.stream()
                .filter(candidate -> Polymorphism.coercible(catalog, coercion, arguments, candidate.types()))
                .toList();
        if (fitting.isEmpty()) {
            return new NotFound(Reason.NO_SUCH_SIGNATURE);
        }
        if (fitting.size() == 1) {
            return resolved(fitting.get(0), arguments);
        }
        if (arguments.contains(TypeIds.ANY_TYPE)) {
            return oneOf(fitting, arguments);
        }
        return new CandidateSelection(catalog, coercion, arguments)
                .best(fitting)
                .map(candidate -> resolved(candidate, arguments))
                .orElseGet(() ->
                        new Ambiguous(fitting.stream().map(Candidate::signature).toList()));
    }

    private Resolution resolved(Candidate candidate, List<Integer> arguments) {
        Optional<Polymorphism> meaning = Polymorphism.match(catalog, coercion, arguments, candidate.types());
        Optional<Integer> returned =
                meaning.flatMap(found -> found.resolve(candidate.signature().returnType()));
        if (meaning.isEmpty() || returned.isEmpty()) {
            return new NotFound(Reason.UNDETERMINED_TYPE);
        }
        List<Integer> types = new ArrayList<>();
        for (int declared : candidate.types()) {
            Optional<Integer> type = meaning.get().resolve(declared);
            if (type.isEmpty()) {
                return new NotFound(Reason.UNDETERMINED_TYPE);
            }
            types.add(type.get());
        }
        return new Resolved(returned.get(), types, List.of(candidate.signature()));
    }

    /** An argument is not known: what all candidates agree on holds, the rest is not known either. */
    private Resolution oneOf(List<Candidate> fitting, List<Integer> arguments) {
        List<Resolved> meanings = new ArrayList<>();
        List<Signature> signatures = new ArrayList<>();
        for (Candidate candidate : fitting) {
            if (resolved(candidate, arguments) instanceof Resolved meaning) {
                meanings.add(meaning);
                signatures.add(candidate.signature());
            }
        }
        if (meanings.isEmpty()) {
            return new NotFound(Reason.UNDETERMINED_TYPE);
        }
        List<Integer> types = new ArrayList<>();
        for (int index = 0; index < arguments.size(); index++) {
            int place = index;
            types.add(agreed(meanings, meaning -> meaning.argumentTypes().get(place)));
        }
        return new Resolved(agreed(meanings, Resolved::returnType), types, signatures);
    }

    private static int agreed(List<Resolved> meanings, ToIntFunction<Resolved> property) {
        int first = property.applyAsInt(meanings.get(0));
        boolean same = meanings.stream().allMatch(meaning -> property.applyAsInt(meaning) == first);
        return same ? first : TypeIds.ANY_TYPE;
    }

    private Optional<Resolution> castInFunctionForm(FunctionCall call) {
        if (call.types().size() != 1 || !call.names().isEmpty()) {
            return Optional.empty();
        }
        int source = call.types().get(0);
        return findType(call)
                .filter(target -> isCastInFunctionForm(source, target))
                .map(target -> new Resolved(
                        target.oid(),
                        List.of(target.oid()),
                        List.of(CatalogFunction.of(
                                TypeIds.NONE,
                                target.schema(),
                                target.name(),
                                CatalogFunction.Volatility.STABLE,
                                List.of(source),
                                target.oid()))));
    }

    private Optional<CatalogType> findType(FunctionCall call) {
        return call.schema()
                .map(schema -> catalog.findType(schema, call.name()))
                .orElseGet(() -> catalog.findType(call.name()));
    }

    /** Only casts that compute nothing or go through text: those with a function are found as that function. */
    private boolean isCastInFunctionForm(int source, CatalogType target) {
        if (source == TypeIds.UNKNOWN) {
            return true;
        }
        if (source == TypeIds.ANY_TYPE || target.kind() == Kind.PSEUDO) {
            return false;
        }
        int from = catalog.baseType(source);
        int to = catalog.baseType(target.oid());
        Optional<CatalogCast> cast = catalog.findCast(from, to);
        if (from == to || cast.filter(CatalogCast::binary).isPresent()) {
            return true;
        }
        if (catalog.isRecordLike(source) && catalog.category(to) == 'S') {
            return false;
        }
        return cast.map(found -> found.function() == TypeIds.NONE).orElseGet(() -> coercion.isThroughText(from, to));
    }
}
