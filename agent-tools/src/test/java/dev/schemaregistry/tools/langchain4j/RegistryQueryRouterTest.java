package dev.schemaregistry.tools.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.schemaregistry.classify.TableMeanings;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.tools.TestDesk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryQueryRouterTest {
    private static final ContentRetriever SHOP = query -> List.of(Content.from("shop"));
    private static final ContentRetriever HR = query -> List.of(Content.from("hr"));
    private static final ContentRetriever OUTLET = query -> List.of(Content.from("outlet"));
    private static final ContentRetriever ELSE = query -> List.of(Content.from("else"));
    private static final Query CLEAR = Query.from("orders per customer country");
    private static final Query NONSENSE = Query.from("xyzzy plugh");
    private static final Query TOO_LONG = Query.from("orders ".repeat(2_000));

    private final TestDesk desk = TestDesk.withShop();

    @AfterEach
    void close() {
        desk.close();
    }

    private RegistryQueryRouter.Builder router() {
        return RegistryQueryRouter.builder(desk.classifier(TestDesk.MODELS))
                .retrievers(Map.of(new SourceId("shop"), SHOP, new SourceId("hr"), HR));
    }

    /** A second shop, so that the question of a shop has two answers. */
    private RegistryQueryRouter.Builder tied() {
        desk.outlet();
        return router().retriever(new SourceId("outlet"), OUTLET);
    }

    @Test
    void aClearQueryGoesToItsSource() {
        assertThat(router().build().route(CLEAR)).containsExactly(SHOP);
    }

    @Test
    void aSourceWithoutARetrieverIsNotLookedAt() {
        RegistryQueryRouter onlyHr = RegistryQueryRouter.builder(desk.classifier(TestDesk.MODELS))
                .retriever(new SourceId("hr"), HR)
                .build();

        assertThat(onlyHr.route(CLEAR)).doesNotContain(SHOP);
    }

    @Test
    void aQueryThatNothingFitsGoesWhereItWasToldTo() {
        assertThat(router().build().route(NONSENSE)).isEmpty();
        assertThat(router().whenNothingFits(RoutingFallback.ROUTE_TO_ALL)
                        .build()
                        .route(NONSENSE))
                .containsExactlyInAnyOrder(SHOP, HR);
        assertThat(router().whenNothingFits(RoutingFallback.ROUTE_TO_DEFAULT)
                        .defaults(ELSE)
                        .build()
                        .route(NONSENSE))
                .containsExactly(ELSE);
        assertThatThrownBy(() ->
                        router().whenNothingFits(RoutingFallback.FAIL).build().route(NONSENSE))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("plugh");
    }

    @Test
    void aTieGoesToAllThatTieUnlessToldOtherwise() {
        assertThat(tied().build().route(CLEAR)).containsExactlyInAnyOrder(SHOP, OUTLET);
        assertThat(router().whenSeveralTie(RoutingFallback.DO_NOT_ROUTE).build().route(CLEAR))
                .containsExactly(SHOP);
    }

    @Test
    void aTieCanBeRefused() {
        RegistryQueryRouter.Builder builder = tied();
        assertThat(builder.whenSeveralTie(RoutingFallback.DO_NOT_ROUTE).build().route(CLEAR))
                .isEmpty();
        assertThatThrownBy(() ->
                        builder.whenSeveralTie(RoutingFallback.FAIL).build().route(CLEAR))
                .isInstanceOf(NotFoundException.class);
        assertThat(builder.whenSeveralTie(RoutingFallback.ROUTE_TO_TIED)
                        .holding(0.9, 1)
                        .build()
                        .route(CLEAR))
                .hasSize(1);
    }

    @Test
    void aQueryThatIsNoQuestionGoesWhereItWasToldTo() {
        assertThat(router().build().route(TOO_LONG)).containsExactlyInAnyOrder(SHOP, HR);
        assertThat(router().whenFailing(RoutingFallback.DO_NOT_ROUTE).build().route(TOO_LONG))
                .isEmpty();
        assertThatThrownBy(
                        () -> router().whenFailing(RoutingFallback.FAIL).build().route(TOO_LONG))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void asManySourcesAreAskedAsHoldEnoughBelief() {
        TableMeanings near = (text, limit, allowed) -> new TableMeanings.Nearest(
                List.of(
                        new TableMeanings.Near(TableRef.parse("hr.employees"), 0.83),
                        new TableMeanings.Near(TableRef.parse("shop.orders"), 0.8)),
                true);
        RegistryQueryRouter.Builder builder = RegistryQueryRouter.builder(desk.classifier(TestDesk.MODELS.with(near)))
                .retrievers(Map.of(new SourceId("shop"), SHOP, new SourceId("hr"), HR));
        Query query = Query.from("total amount of orders of customers");

        assertThat(builder.holding(0.01, 3).build().route(query)).hasSize(1);
        assertThat(builder.holding(1, 3).build().route(query)).containsExactlyInAnyOrder(SHOP, HR);
        assertThat(builder.holding(1, 1).build().route(query)).hasSize(1);
    }

    @Test
    void aRouterThatCannotWorkIsNotBuilt() {
        assertThatThrownBy(() -> RegistryQueryRouter.builder(desk.classifier(TestDesk.MODELS))
                        .build())
                .hasMessageContaining("at least one");
        assertThatThrownBy(() ->
                        router().whenFailing(RoutingFallback.ROUTE_TO_DEFAULT).build())
                .hasMessageContaining("give defaults");
        assertThatThrownBy(() ->
                        router().whenNothingFits(RoutingFallback.ROUTE_TO_TIED).build())
                .hasMessageContaining("only for a tie");
    }
}
