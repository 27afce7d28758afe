package dev.schemaregistry.model;

import java.util.List;

/**
 * What a source's engine knows beyond what it brings itself: the types, functions, operators and casts that users and extensions
 * made. No schema of a table: it has no version, and only its current state is kept.
 *
 * @param searchPath the namespaces in which our role's session looks up unqualified names, in order; empty where not known
 * @param views those views that call some of these objects
 */
public record EngineCatalog(
        List<String> searchPath,
        List<EngineType> types,
        List<EngineFunction> functions,
        List<EngineOperator> operators,
        List<EngineCast> casts,
        List<EngineView> views) {
    /** Of an engine that knows nothing but what it brings itself. */
    public static final EngineCatalog EMPTY =
            new EngineCatalog(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public EngineCatalog {
        searchPath = List.copyOf(searchPath);
        types = List.copyOf(types);
        functions = List.copyOf(functions);
        operators = List.copyOf(operators);
        casts = List.copyOf(casts);
        views = List.copyOf(views);
    }

    /** How many objects it holds. */
    public int size() {
        return types.size() + functions.size() + operators.size() + casts.size() + views.size();
    }

    /** Its size only: it may be large. */
    @Override
    public String toString() {
        return "EngineCatalog[" + size() + " objects]";
    }
}
