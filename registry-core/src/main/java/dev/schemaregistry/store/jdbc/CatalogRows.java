package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.store.jdbc.Columns.text;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.SourceId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Rows of {@code source_catalogs}. A row goes with its source. */
final class CatalogRows {
    private CatalogRows() {}

    static Optional<EngineCatalog> find(Session session, SourceId source) throws SQLException {
        return session.find(
                row -> RegistryJson.readEngineCatalog(text(row, "catalog_json")), Statements.CATALOG, source.value());
    }

    static Optional<Fingerprint> findMark(Session session, SourceId source) throws SQLException {
        return session.find(
                row -> Fingerprint.parse(text(row, "fingerprint")), Statements.CATALOG_MARK, source.value());
    }

    /** Whether it is another than the stored one. */
    static boolean put(Session session, SourceId source, EngineCatalog catalog, Instant at) throws SQLException {
        return session.update(
                        Statements.PUT_CATALOG,
                        source.value(),
                        CanonicalForm.fingerprint(catalog).toString(),
                        RegistryJson.write(catalog),
                        at.toEpochMilli())
                > 0;
    }
}
