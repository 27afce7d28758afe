package dev.schemaregistry.contract.plan;

import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.qdrant.Library;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The sources the case file speaks of. */
final class SeveralSources {
    private SeveralSources() {}

    /** Two SQLite files, a PostgreSQL database, a Qdrant server, and a source that no checker reads. */
    static PlanSources known() {
        Map<String, SchemaContext> contexts = Map.of(
                "crm",
                sqlite(
                        "crm",
                        "customers",
                        field("id", "INTEGER", ScalarKind.INT64),
                        field("name", "TEXT", ScalarKind.STRING),
                        field("city", "TEXT", ScalarKind.STRING),
                        field("joined", "DATE", ScalarKind.DATE)),
                "ledger",
                sqlite(
                        "ledger",
                        "orders",
                        field("id", "INTEGER", ScalarKind.INT64),
                        field("customer_id", "INTEGER", ScalarKind.INT64),
                        field("amount", "REAL", ScalarKind.FLOAT64),
                        field("note", "TEXT", ScalarKind.STRING)),
                "warehouse",
                context(
                        "warehouse",
                        Dialect.POSTGRESQL,
                        "public",
                        "parcels",
                        field("id", "bigint", ScalarKind.INT64),
                        field("city", "text", ScalarKind.STRING)),
                "library",
                Library.context());
        PlanSources checked = PlanSources.of(contexts);
        return new PlanSources() {
            @Override
            public List<String> ids() {
                return Stream.concat(checked.ids().stream(), Stream.of("queue")).toList();
            }

            @Override
            public Optional<SchemaContext> findContext(String id) {
                return checked.findContext(id);
            }
        };
    }

    private static SchemaContext sqlite(String source, String table, Field... fields) {
        return context(source, Dialect.SQLITE, "main", table, fields);
    }

    private static SchemaContext context(
            String source, Dialect dialect, String namespace, String table, Field... fields) {
        Table only = Table.builder(TableName.of(table), TableKind.TABLE)
                .fields(fields)
                .build();
        return SchemaContext.of(new SourceId(source), dialect, "", namespace, List.of(only), Map.of());
    }

    private static Field field(String name, String nativeType, ScalarKind kind) {
        return Field.of(name, DataType.scalar(kind)).withNativeType(nativeType);
    }
}
