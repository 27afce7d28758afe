package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.sql.catalog.CatalogCast;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.EngineRoutine;
import dev.schemaregistry.model.EngineView;
import dev.schemaregistry.model.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Which objects of a source's own stand on code that a read may not run, by their identifiers. Filled by one thread, then only read. */
final class OwnRefusals {
    private final Map<Integer, Boolean> functions = new HashMap<>();
    private final Map<Integer, String> operators = new HashMap<>();
    private final Map<Integer, String> uses = new HashMap<>();
    private final Map<Integer, String> makings = new HashMap<>();
    private final Map<Integer, List<String>> checks = new HashMap<>();
    private final Map<Integer, List<Integer>> attributes = new HashMap<>();
    private final Map<CatalogCast, String> casts = new HashMap<>();
    private final Map<TableName, String> views = new HashMap<>();

    OwnRefusals(EngineCatalog catalog) {
        for (EngineView view : catalog.views()) {
            first(view.calls()).ifPresent(name -> views.put(view.view(), name));
        }
    }

    private static Optional<String> first(Collection<EngineRoutine> routines) {
        return routines.stream()
                .filter(routine -> !OwnCode.isAllowed(routine))
                .map(routine -> routine.name().text())
                .findFirst();
    }

    void addFunction(int oid, boolean allowed) {
        functions.put(oid, allowed);
    }

    void addOperator(int oid, EngineRoutine routine) {
        first(List.of(routine)).ifPresent(name -> operators.put(oid, name));
    }

    void addCast(CatalogCast cast, Optional<EngineRoutine> routine) {
        first(routine.stream().toList()).ifPresent(name -> casts.put(cast, name));
    }

    /** The code of a domain runs when a value is made; to look at one is to look at its base type. */
    void addType(int oid, boolean domain, List<EngineRoutine> calls, List<String> conditions) {
        first(calls).ifPresent(name -> {
            makings.put(oid, name);
            if (!domain) {
                uses.put(oid, name);
            }
        });
        checks.put(oid, conditions);
    }

    /** A row is as good as what is in it. */
    void addAttributes(int oid, List<Integer> members) {
        attributes.put(oid, members);
    }

    /**
     * Spreads what is known of types to the rows that hold them; rows may hold rows.
     *
     * @param below what is known of a type, or of what it is made of
     */
    void spread(BiFunction<Integer, IntFunction<Optional<String>>, Optional<String>> below) {
        spread(uses, member -> below.apply(member, this::use));
        spread(makings, member -> below.apply(member, this::making));
    }

    private void spread(Map<Integer, String> known, Function<Integer, Optional<String>> ofMember) {
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<Integer, List<Integer>> row : attributes.entrySet()) {
                Optional<String> name = row.getValue().stream()
                        .flatMap(member -> ofMember.apply(member).stream())
                        .findFirst();
                more |= name.isPresent() && known.putIfAbsent(row.getKey(), name.get()) == null;
            }
        }
    }

    boolean isEmpty() {
        return makings.isEmpty() && casts.isEmpty();
    }

    /** Whether a function of the source's own may be called; empty for any other. */
    Optional<Boolean> function(int oid) {
        return Optional.ofNullable(functions.get(oid));
    }

    Optional<String> operator(int oid) {
        return Optional.ofNullable(operators.get(oid));
    }

    Optional<String> use(int oid) {
        return Optional.ofNullable(uses.get(oid));
    }

    Optional<String> making(int oid) {
        return Optional.ofNullable(makings.get(oid));
    }

    List<String> checks(int oid) {
        return checks.getOrDefault(oid, List.of());
    }

    List<Integer> attributes(int oid) {
        return attributes.getOrDefault(oid, List.of());
    }

    Optional<String> cast(CatalogCast cast) {
        return Optional.ofNullable(casts.get(cast));
    }

    Optional<String> anyCastTo(int target) {
        return casts.entrySet().stream()
                .filter(entry -> entry.getKey().target() == target)
                .map(Map.Entry::getValue)
                .findFirst();
    }

    Optional<String> anyCast() {
        return casts.values().stream().findFirst();
    }

    Optional<String> view(TableName name) {
        return Optional.ofNullable(views.get(name));
    }
}
