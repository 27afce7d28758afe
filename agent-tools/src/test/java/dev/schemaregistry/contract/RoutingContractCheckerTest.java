package dev.schemaregistry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.mongo.MongoContractChecker;
import dev.schemaregistry.model.SourceId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoutingContractCheckerTest {
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void eachQueryGoesToTheCheckerOfItsDialect() {
        try (RoutingContractChecker checker = RoutingContractChecker.of(all())) {
            SchemaContext mongo = SchemaContext.of(new SourceId("m"), Dialect.MONGODB, "", "test", List.of(), Map.of());
            SchemaContext sqlite = SchemaContext.of(new SourceId("s"), Dialect.SQLITE, "", "main", List.of(), Map.of());

            assertThat(checker.validate(new ContractQuery("{drop: 'x'}", mongo)).firstError())
                    .hasValueSatisfying(error -> assertThat(error.rule()).isEqualTo(Rule.POLICY_WRITE));
            assertThat(checker.validate(new ContractQuery("{drop: 'x'}", sqlite))
                            .verdict())
                    .isEqualTo(Verdict.UNPARSED);
        }
        assertThat(closed).as("one checker for two dialects is closed once").hasValue(1);
    }

    @Test
    void aDialectWithoutACheckerIsRefused() {
        assertThatThrownBy(() -> RoutingContractChecker.of(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("POSTGRESQL");
    }

    private Map<Dialect, ContractChecker> all() {
        ContractChecker other = new Unreading();
        Map<Dialect, ContractChecker> checkers = new EnumMap<>(Dialect.class);
        checkers.put(Dialect.POSTGRESQL, other);
        checkers.put(Dialect.SQLITE, other);
        checkers.put(Dialect.MONGODB, MongoContractChecker.create());
        return checkers;
    }

    /** Reads nothing, and counts how often it is closed. */
    private final class Unreading implements ContractChecker {
        @Override
        public ContractReport validate(ContractQuery query) {
            return new ContractReport(
                    query.schema().source(),
                    Verdict.UNPARSED,
                    false,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of());
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
