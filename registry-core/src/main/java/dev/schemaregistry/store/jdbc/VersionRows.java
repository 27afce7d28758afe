package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.store.jdbc.Columns.instant;
import static dev.schemaregistry.store.jdbc.Columns.optionalNumber;
import static dev.schemaregistry.store.jdbc.Columns.optionalText;
import static dev.schemaregistry.store.jdbc.Columns.text;

import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.RegistryStore.TableMark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Rows of {@code table_meta}, {@code table_versions} and {@code table_statistics}. */
final class VersionRows {
    private VersionRows() {}

    static TableVersion read(ResultSet row) throws SQLException {
        return new TableVersion(
                ref(row),
                SemanticVersion.parse(text(row, "version")),
                row.getLong("revision"),
                RegistryJson.readTable(text(row, "schema_json")),
                Fingerprint.parse(text(row, "fingerprint")),
                row.getLong("removed") == 1,
                instant(row, "created_at"));
    }

    static TableRef ref(ResultSet row) throws SQLException {
        return new TableRef(new SourceId(text(row, "source_id")), readName(row));
    }

    static TableMark readMark(ResultSet row) throws SQLException {
        return new TableMark(readName(row), Fingerprint.parse(text(row, "fingerprint")));
    }

    static RegistryStore.Step readStep(ResultSet row) throws SQLException {
        return new RegistryStore.Step(instant(row, "created_at"), VersionBump.valueOf(text(row, "bump")));
    }

    static TableName readName(ResultSet row) throws SQLException {
        return TableName.parse(text(row, "table_name"));
    }

    static Map.Entry<TableName, TableStatistics> readStatistics(ResultSet row) throws SQLException {
        return Map.entry(
                readName(row),
                new TableStatistics(
                        optionalNumber(row, "row_count"),
                        optionalNumber(row, "byte_count"),
                        instant(row, "observed_at"),
                        optionalText(row, "others")
                                .map(RegistryJson::readTextMap)
                                .orElse(Map.of())));
    }
}
