package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.connector.postgres.CatalogQuery.Row;
import dev.schemaregistry.model.EngineName;
import dev.schemaregistry.model.EngineRoutine;
import dev.schemaregistry.model.EngineRoutine.Volatility;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects the OIDs of types and functions that rows mention, then reads what they stand for. Confined to one reading. */
final class EngineNames {
    private static final CatalogQuery NAMES = CatalogQuery.of("engine-names.sql");
    private static final CatalogQuery ROUTINES = CatalogQuery.of("engine-routines.sql");
    private static final Map<String, Volatility> VOLATILITIES =
            Map.of("i", Volatility.IMMUTABLE, "s", Volatility.STABLE, "v", Volatility.VOLATILE);
    private static final long FIRST_OWN = 16_384;

    private final Set<Long> neededTypes = new TreeSet<>();
    private final Set<Long> neededRoutines = new TreeSet<>();
    private final Map<Long, EngineName> types = new HashMap<>();
    private final Map<Long, EngineRoutine> routines = new HashMap<>();

    long type(long oid) {
        neededTypes.add(oid);
        return oid;
    }

    List<Long> types(List<Long> oids) {
        neededTypes.addAll(oids);
        return oids;
    }

    long routine(long oid) {
        neededRoutines.add(oid);
        return oid;
    }

    List<Long> routines(List<Long> oids) {
        neededRoutines.addAll(oids);
        return oids;
    }

    void read(Connection connection) throws SQLException {
        NAMES.forEach(connection, row -> types.put(row.oid("oid"), name(row)), array(neededTypes));
        ROUTINES.forEach(connection, row -> routines.put(row.oid("oid"), routine(row)), array(neededRoutines));
    }

    private static EngineName name(Row row) throws SQLException {
        return new EngineName(row.text("namespace"), row.text("typname"));
    }

    private static EngineRoutine routine(Row row) throws SQLException {
        boolean builtIn = row.oid("oid") < FIRST_OWN && row.text("nspname").equals("pg_catalog");
        return new EngineRoutine(
                new EngineName(builtIn ? "" : row.text("nspname"), row.text("proname")),
                Optional.ofNullable(VOLATILITIES.get(row.text("provolatile"))).orElse(Volatility.VOLATILE),
                row.find("extension"));
    }

    private static String array(Set<Long> oids) {
        return oids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /** Empty for OID 0. */
    Optional<EngineName> findType(long oid) {
        return Optional.ofNullable(types.get(oid));
    }

    EngineName typeOf(long oid) {
        return findType(oid)
                .orElseThrow(() -> new IllegalStateException("the catalog names type " + oid + " but has none"));
    }

    List<EngineName> typesOf(List<Long> oids) {
        return oids.stream().map(this::typeOf).toList();
    }

    /** Empty for OID 0. */
    Optional<EngineRoutine> findRoutine(long oid) {
        return Optional.ofNullable(routines.get(oid));
    }

    List<EngineRoutine> routinesOf(List<Long> oids) {
        return oids.stream()
                .flatMap(oid -> findRoutine(oid).stream())
                .distinct()
                .toList();
    }
}
