package dev.schemaregistry.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.sql.SqlContractChecker;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.testkit.MemoryStore;
import dev.schemaregistry.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryDeskTest {
    private static final SourceId SHOP = new SourceId("shop");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final SchemaRegistry registry = SchemaRegistry.initRegistry(new MemoryStore(), clock);
    private final ContractChecker checker = SqlContractChecker.create();
    private final QueryDesk desk = new QueryDesk(registry, checker, clock);

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
        return desk.check(SHOP, query).report().verdict();
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

    @Test
    void anOlderVersionIsCheckedAgainstWhatTheSourceHadThen() {
        read("customers");
        clock.move(Duration.ofSeconds(60));
        read("clients");
        clock.move(Duration.ofSeconds(5));

        CheckedQuery current = desk.check(SHOP, "SELECT id FROM customers");
        assertThat(current.report().verdict()).isEqualTo(ContractReport.Verdict.REJECT);
        assertThat(current.version()).hasToString("2.0.0");
        assertThat(current.age()).contains(Duration.ofSeconds(5));

        CheckedQuery then = desk.check(SHOP, "SELECT id FROM customers", SemanticVersion.FIRST);
        assertThat(then.report().verdict()).isEqualTo(ContractReport.Verdict.ACCEPT);
        assertThat(then.version()).isEqualTo(SemanticVersion.FIRST);
        assertThat(then.age()).contains(Duration.ofSeconds(65));

        SemanticVersion now = SemanticVersion.parse("2.0.0");
        assertThat(desk.check(SHOP, "SELECT id FROM customers", now)).isEqualTo(current);
        assertThatThrownBy(() -> desk.check(SHOP, "SELECT id FROM customers", SemanticVersion.parse("1.4.0")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("it has 1.0.0 to 2.0.0");
    }

    @Test
    void whatIsSuggestedWasChecked() {
        read("customers");
        assertThat(desk.check(SHOP, "SELECT id FROM custmers").repaired()).contains("SELECT id FROM customers");
        assertThat(desk.check(SHOP, "SELECT nothing_like_it FROM customers").repaired())
                .isEmpty();
    }
}
