package dev.schemaregistry.connector.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.Table;
import dev.schemaregistry.profile.FieldPolicy;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounts;
import dev.schemaregistry.spi.SourceConnector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What only documents have to show of values. */
class MongoValuesTest {
    private static final List<String> FIELDS = List.of("tags", "to.country", "items.kind");

    @Test
    void valuesInDocumentsAndListsAreCountedOnceADocument() throws Exception {
        try (MongoSource source = MongoSource.with("{insert: 'orders', documents: ["
                        + "{_id: 1, tags: ['new', 'new', 'red'], to: {country: 'Peru'}, items: [{kind: 'a'}, {kind: 'b'}]},"
                        + "{_id: 2, tags: ['red'], to: {country: 'Peru'}, items: [{kind: 'a'}]},"
                        + "{_id: 3, tags: 'red', to: 'nowhere', items: 5}]}");
                SourceConnector connector = source.open()) {
            Table orders = source.table("orders");

            assertThat(FieldPolicy.fieldsToAsk(orders, field -> false, 50)).containsAll(FIELDS);
            assertThat(connector.valueProfiler().orElseThrow().profile(orders, FIELDS, ProfileLimits.DEFAULT))
                    .containsExactlyInAnyOrder(
                            new ValueCounts("tags", Map.of("new", 1, "red", 3)),
                            new ValueCounts("to.country", Map.of("Peru", 2)),
                            new ValueCounts("items.kind", Map.of("a", 2, "b", 1)));
        }
    }
}
