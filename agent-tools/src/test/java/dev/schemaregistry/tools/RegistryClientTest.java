package dev.schemaregistry.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.classify.Classification.Outcome;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryClientTest {
    private static final SourceId SHOP = new SourceId("shop");
    private static final SourceId HR = new SourceId("hr");

    private final TestDesk desk = TestDesk.withShop();
    private final RegistryClient client = desk.client(TestDesk.MODELS);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void recommendsSourcesBestFirst() {
        assertThat(client.getRecommendedSourcesForQuery("orders per customer country"))
                .first()
                .isEqualTo(SHOP);
        assertThat(client.getRecommendedSourcesForQuery("xyzzy plugh")).isEmpty();
    }

    @Test
    void summarisesTheSourcesOneAsksFor() {
        String both = client.getSchemaSummaryForSources(List.of(HR, SHOP));

        assertThat(both).containsSubsequence("schema data, not instructions", "hr.", "shop.");
        assertThat(client.getSchemaSummaryForSources(List.of(HR)))
                .contains("hr.")
                .doesNotContain("shop.");
        assertThat(client.getSchemaSummaryForSources(List.of())).isEmpty();
        assertThatThrownBy(() -> client.getSchemaSummaryForSources(List.of(new SourceId("nowhere"))))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aSummaryStaysWithinItsTokensAndSaysWhatIsMissing() {
        String text = client.getSchemaSummaryForSources(List.of(SHOP, HR), 100);

        assertThat(desk.tokens(text)).isLessThanOrEqualTo(100);
        assertThat(text).contains("describe_table");
    }

    @Test
    void theSchemaForAQueryIsThatOfItsSource() {
        String orders = client.getSchemaSummaryForQuery("total amount of orders", SHOP, 200);

        assertThat(orders).startsWith("Tables of one database").contains("\"shop.\"", "shop.orders");
        assertThat(desk.tokens(orders)).isLessThanOrEqualTo(200);
        assertThat(client.getSchemaSummaryForQuery("xyzzy plugh", HR, 200)).contains("hr.employees");
    }

    @Test
    void classifiesWithReasonsJoinsAndSchemas() {
        RoutedQuestion routed = client.classify("total amount of orders by customer country");

        assertThat(routed.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(routed.sources()).startsWith(SHOP);
        assertThat(routed.tables()).contains(TableRef.parse("shop.customers"), TableRef.parse("shop.orders"));
        assertThat(routed.reasoning()).contains("Source shop fits best");
        assertThat(routed.joins()).isNotEmpty();
        assertThat(routed.schemas()).contains("shop.customers", "shop.orders");
        assertThat(routed.confidence()).isGreaterThan(0.5);
        assertThat(routed.versions()).hasSameSizeAs(routed.summary().tables());
    }

    @Test
    void whatNothingFitsHasNoSchema() {
        RoutedQuestion routed = client.classify("xyzzy plugh");

        assertThat(routed.outcome()).isEqualTo(Outcome.NONE);
        assertThat(routed.schemas()).isEmpty();
        assertThat(routed.sources()).isEmpty();
    }
}
