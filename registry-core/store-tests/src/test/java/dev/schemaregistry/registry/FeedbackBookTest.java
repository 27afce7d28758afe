package dev.schemaregistry.registry;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.Feedback.Verdict;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.testkit.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedbackBookTest {
    private static final TableRef ORDERS = TableRef.of("shop", "orders");
    private static final SourceId CRM = new SourceId("crm");

    private final MemoryStore store = new MemoryStore();
    private final FeedbackBook book = SchemaRegistry.initRegistry(store, Clock.fixed(NOON, ZoneOffset.UTC))
            .feedback();

    @BeforeEach
    void someSources() {
        fill(store, SHOP, table("orders"), table("customers"));
        fill(store, CRM, table("accounts"));
    }

    @Test
    void aTableBringsItsSource() {
        Feedback said = book.confirm("orders\u0000 of\tAnn \n", List.of(), List.of(ORDERS));

        assertThat(said.sources()).containsExactly(SHOP);
        assertThat(said.question()).isEqualTo("orders  of Ann");
        assertThat(book.list()).containsExactly(said);
        assertThat(book.find(said.id())).contains(said);
    }

    @Test
    void whoSaysTheOppositeReplacesWhatWasSaid() {
        book.confirm("orders of Ann", List.of(SHOP), List.of());
        Feedback rejected = book.reject("ORDERS  of Ann", List.of(SHOP), List.of());

        assertThat(book.list()).containsExactly(rejected);
        assertThat(book.forget(rejected.id())).isTrue();
        assertThat(book.forget(rejected.id())).isFalse();
        assertThat(book.list()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> book.confirm("q", List.of(new SourceId("shpo")), List.of()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nearest: \"shop\"");
        assertThatThrownBy(() -> book.reject("q", List.of(), List.of(TableRef.of("shop", "order"))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nearest: \"orders\"");
    }

    @Test
    void aTableOfNoneOfTheSourcesIsRefused() {
        assertThatThrownBy(() -> book.confirm("q", List.of(CRM), List.of(ORDERS)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("table \"shop.orders\" is of none of the sources given: crm");
    }

    @Test
    void aFeedbackAboutNothingOrWithoutAQuestionIsRefused() {
        assertThatThrownBy(() -> book.confirm("q", List.of(), List.of())).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> book.confirm(" \u0007 ", List.of(SHOP), List.of()))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> book.confirm("q".repeat(2_001), List.of(SHOP), List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("2001");
    }

    @Test
    void whatWasExportedIsTakenInElsewhere() {
        book.confirm("orders of Ann", List.of(), List.of(ORDERS));
        book.reject("accounts", List.of(CRM), List.of());
        book.confirm("accounts with orders", List.of(), List.of(ORDERS, TableRef.of("crm", "accounts")));
        List<String> lines = new ArrayList<>();
        book.export(lines::add);
        lines.add("");
        MemoryStore other = new MemoryStore();
        fill(other, SHOP, table("orders"));
        FeedbackBook there = SchemaRegistry.initRegistry(other, Clock.fixed(NOON.plusSeconds(60), ZoneOffset.UTC))
                .feedback();

        assertThat(there.importLines(lines)).isEqualTo(new FeedbackBook.Imported(2, 1));
        assertThat(there.list()).extracting(Feedback::tables).containsOnly(List.of(ORDERS));
        assertThat(there.list())
                .extracting(Feedback::at)
                .containsOnly(book.list().get(0).at());
        assertThat(there.importLines(lines)).isEqualTo(new FeedbackBook.Imported(2, 1));
        assertThat(there.list()).hasSize(2);
    }

    @Test
    void nothingIsTakenInUnlessEveryLineCanBeRead() {
        book.confirm("orders of Ann", List.of(), List.of(ORDERS));
        List<String> lines = new ArrayList<>();
        book.export(lines::add);
        book.forget(book.list().get(0).id());
        lines.add("{\"question\": \"q\"}");

        assertThatThrownBy(() -> book.importLines(lines))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("line 2: ");
        assertThat(book.list()).isEmpty();
    }

    @Test
    void whatSomeoneSaidInTheFutureIsTakenAsSaidNow() {
        Feedback future = new Feedback("q", Verdict.CONFIRMED, List.of(SHOP), List.of(), NOON.plus(Duration.ofDays(9)));

        book.importLines(List.of(dev.schemaregistry.json.RegistryJson.write(future)));

        assertThat(book.list().get(0).at()).isBeforeOrEqualTo(NOON);
    }
}
