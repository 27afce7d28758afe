package dev.schemaregistry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.sql.SqlContractChecker;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.testkit.MemoryStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryDeskTest {
    private static final SourceId SHOP = new SourceId("shop");

    private final SchemaRegistry registry = SchemaRegistry.initRegistry(new MemoryStore(), Clock.systemUTC());
    private final ContractChecker checker = SqlContractChecker.create();
    private final QueryDesk desk = new QueryDesk(registry, checker);

    @AfterEach
    void close() {
        checker.close();
        registry.close();
    }

    private void read(String table) {
        Table only = Table.builder(TableName.of(table), TableKind.TABLE)
                .fields(List.of(Field.of("id", DataType.scalar(DataType.ScalarKind.INT64))))
                .build();
        registry.upsertDataSource(SHOP, "sqlite", "sqlite:/shop.db", Optional.empty(), Map.of());
        registry.accept(
                SHOP, Snapshot.of("SQLite 3", "main", List.of(only)), Optional.of(new Fingerprint("test", table)));
    }

    private ContractReport.Verdict verdict(String query) {
        return desk.check(SHOP, query).verdict();
    }

    @Test
    void aSourceThatWasRegisteredAnewIsCheckedAnew() {
        read("customers");
        assertThat(verdict("SELECT id FROM customers")).isEqualTo(ContractReport.Verdict.ACCEPT);

        registry.removeDataSource(SHOP);
        read("clients");

        assertThat(verdict("SELECT id FROM customers")).isEqualTo(ContractReport.Verdict.REJECT);
        assertThat(verdict("SELECT id FROM clients")).isEqualTo(ContractReport.Verdict.ACCEPT);
    }
}
