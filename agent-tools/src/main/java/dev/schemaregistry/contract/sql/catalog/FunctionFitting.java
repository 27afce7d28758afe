package dev.schemaregistry.contract.sql.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fits functions to the shape of a call: number and names of arguments, defaults, variadic arrays. */
final class FunctionFitting {

    private final PostgresCatalog catalog;
    private final FunctionCall call;

    FunctionFitting(PostgresCatalog catalog, FunctionCall call) {
        this.catalog = catalog;
        this.call = call;
    }

    /** One candidate for each list of types: among equals the one that needs no spreading, then the first. */
    List<Candidate> candidates() {
        Map<List<Integer>, Candidate> byTypes = new LinkedHashMap<>();
        for (CatalogFunction function : catalog.functions(call.name())) {
            if (call.schema().map(function.schema()::equals).orElseGet(() -> catalog.isOnPath(function.schema()))) {
                fit(function).ifPresent(candidate -> byTypes.merge(candidate.types(), candidate, this::closer));
            }
        }
        return new ArrayList<>(byTypes.values());
    }

    private Candidate closer(Candidate first, Candidate second) {
        if (first.spread() != second.spread()) {
            return first.spread() ? second : first;
        }
        return second.filled() < first.filled() ? second : first;
    }

    private Optional<Candidate> fit(CatalogFunction function) {
        if (call.variadic() && takesAnyArray(function) && !lastIsArray()) {
            return Optional.empty();
        }
        if (!call.names().isEmpty()) {
            return fitNamed(function);
        }
        int given = call.types().size();
        int declared = function.argumentTypes().size();
        if (function.variadic() && !call.variadic() && given >= declared) {
            return Optional.of(spread(function));
        }
        if (given > declared || given < function.requiredArguments()) {
            return Optional.empty();
        }
        List<Integer> types = function.argumentTypes().subList(0, given);
        return Optional.of(new Candidate(function, List.copyOf(types), false, declared - given));
    }

    private static boolean takesAnyArray(CatalogFunction function) {
        List<Integer> types = function.argumentTypes();
        return function.variadic() && types.get(types.size() - 1) == TypeIds.PSEUDO_ANY;
    }

    private boolean lastIsArray() {
        int last = call.types().get(call.types().size() - 1);
        return last == TypeIds.ANY_TYPE || catalog.elementType(last).isPresent();
    }

    private Candidate spread(CatalogFunction function) {
        int fixed = function.argumentTypes().size() - 1;
        int array = function.argumentTypes().get(fixed);
        List<Integer> types = new ArrayList<>(function.argumentTypes().subList(0, fixed));
        while (types.size() < call.types().size()) {
            types.add(elementOf(array));
        }
        return new Candidate(function, List.copyOf(types), true, 0);
    }

    private int elementOf(int array) {
        return switch (array) {
            case TypeIds.PSEUDO_ANY -> TypeIds.PSEUDO_ANY;
            case TypeIds.ANYARRAY -> TypeIds.ANYELEMENT;
            case TypeIds.ANYCOMPATIBLEARRAY -> TypeIds.ANYCOMPATIBLE;
            default -> catalog.elementType(array).orElse(array);
        };
    }

    /** Named arguments follow the positional ones; what neither gives must have a default. */
    private Optional<Candidate> fitNamed(CatalogFunction function) {
        int positional = call.types().size() - call.names().size();
        int declared = function.argumentTypes().size();
        if (call.types().size() > declared || (function.variadic() && !call.variadic())) {
            return Optional.empty();
        }
        boolean[] given = new boolean[declared];
        List<Integer> types = new ArrayList<>(function.argumentTypes().subList(0, positional));
        for (int index = 0; index < positional; index++) {
            given[index] = true;
        }
        for (String name : call.names()) {
            int place = function.argumentNames().indexOf(name);
            if (place < 0 || given[place]) {
                return Optional.empty();
            }
            given[place] = true;
            types.add(function.argumentTypes().get(place));
        }
        for (int index = 0; index < function.requiredArguments(); index++) {
            if (!given[index]) {
                return Optional.empty();
            }
        }
        return Optional.of(new Candidate(function, List.copyOf(types), false, declared - types.size()));
    }
}
