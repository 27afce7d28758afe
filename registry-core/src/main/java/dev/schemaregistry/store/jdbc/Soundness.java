package dev.schemaregistry.store.jdbc;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.spi.SecretResolver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a look through a whole registry found.
 *
 * @param registry the address, for people
 * @param tablesVersion which version its tables have
 * @param sources how many data sources it knows
 * @param versions how many versions of tables it holds
 * @param lastSequence the last place in its event log
 * @param findings what is not as it must be, a sentence each; empty for a sound registry
 */
public record Soundness(
        String registry, String tablesVersion, long sources, long versions, long lastSequence, List<String> findings) {
    public Soundness {
        requireNonNull(registry, "registry");
        requireNonNull(tablesVersion, "tablesVersion");
        findings = List.copyOf(findings);
    }

    public boolean isSound() {
        return findings.isEmpty();
    }

    /**
     * Looks through a registry as it is at one moment, and changes nothing: pages and references of a file, that each version of a
     * table has its event and each event its version, that the counter is not behind, that the current tables are the last
     * versions, and that every stored schema can be read.
     *
     * @param url the address of a registry of any version up to this program's
     * @param secrets resolves a reference in it
     * @throws dev.schemaregistry.error.InvalidRequestException when nothing is there
     * @throws dev.schemaregistry.error.StoreException when it can't even be opened, with the reason
     */
    public static Soundness check(String url, SecretResolver secrets) {
        try (Database database = RegistryStores.databaseAsItIs(url, secrets)) {
            boolean file = RegistryStores.findFile(url).isPresent();
            return database.snapshot(session -> look(session, RegistryStores.shown(url), file));
        }
    }

    private static Soundness look(Session session, String shown, boolean file) throws SQLException {
        List<String> findings = new ArrayList<>();
        for (SoundnessRule rule : SoundnessRule.values()) {
            if (file || !rule.isOfFiles()) {
                findings.addAll(rule.findings(session));
            }
        }
        if (findings.isEmpty()) {
            findings.addAll(StoredSchemas.findings(session));
        }
        return new Soundness(
                shown,
                tablesVersion(session),
                count(session, RegistryTable.DATA_SOURCES),
                count(session, RegistryTable.TABLE_VERSIONS),
                RegistryCopy.lastSequence(session),
                findings);
    }

    static String tablesVersion(Session session) throws SQLException {
        return session.find(row -> row.getString(1), Statements.SCHEMA_VERSION).orElse("?");
    }

    private static long count(Session session, RegistryTable table) throws SQLException {
        return session.find(row -> row.getLong(1), table.count()).orElse(0L);
    }
}
