package dev.schemaregistry.testkit;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.removed;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.event.RegistryEvent.FeedbackChanged;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.Feedback.Verdict;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.spi.RegistryStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a store promises about what people said of answers. */
public interface StoreFeedbackContract extends StoreUnderTest {
    /** The crm source. */
    SourceId CRM = new SourceId("crm");
    /** A time as stores keep it. */
    Instant SAID = NOON.truncatedTo(ChronoUnit.MILLIS);

    @Test
    default void whatWasSaidReadsBackEqualAndSurvives() {
        fill(store(), SHOP, table("orders"), table("\"odd.name\""));
        Feedback confirmed = said("orders of \"Ann\" — 名前?", "shop.orders", "shop.\"odd.name\"");
        Feedback rejected = new Feedback("who is late", Verdict.REJECTED, List.of(SHOP), List.of(), SAID);
        store().putFeedback(confirmed);
        store().putFeedback(rejected);
        reopen();
        assertThat(store().findFeedback(confirmed.id())).contains(confirmed);
        assertThat(store().findFeedback(rejected.id())).contains(rejected);
        assertThat(store().findFeedback("0")).isEmpty();
        assertThat(changes()).containsExactly(confirmed.id() + " false", rejected.id() + " false");
    }

    @Test
    default void feedbackIsListedById() {
        fill(store(), SHOP, table("orders"));
        List<Feedback> all = Stream.of("one", "two", "three", "four", "five")
                .map(question -> said(question, "shop.orders"))
                .sorted(java.util.Comparator.comparing(Feedback::id))
                .toList();
        all.forEach(store()::putFeedback);
        List<Feedback> paged = new ArrayList<>(store().listFeedback("", 2));
        paged.addAll(store().listFeedback(paged.get(1).id(), 2));
        paged.addAll(store().listFeedback(paged.get(3).id(), 2));
        assertThat(paged).isEqualTo(all);
    }

    @Test
    default void sayingTheSameAgainOnlyRenewsItsTime() {
        fill(store(), SHOP, table("orders"));
        Feedback first = said("orders of Ann", "shop.orders");
        store().putFeedback(first);
        store().putFeedback(first);
        store().putFeedback(first.saidAt(SAID.minusSeconds(5)));
        assertThat(store().listFeedback("", 10)).containsExactly(first);
        assertThat(changes()).hasSize(1);
        Feedback again = first.saidAt(SAID.plusSeconds(5));
        store().putFeedback(again);
        assertThat(store().listFeedback("", 10)).containsExactly(again);
        assertThat(changes()).hasSize(2);
    }

    @Test
    default void theOppositeReplacesWhatWasSaid() {
        fill(store(), SHOP, table("orders"));
        Feedback first = said("orders of Ann", "shop.orders");
        Feedback opposite =
                new Feedback(first.question(), Verdict.REJECTED, first.sources(), first.tables(), SAID.plusSeconds(1));
        store().putFeedback(first);
        store().putFeedback(opposite);
        assertThat(store().listFeedback("", 10)).containsExactly(opposite);
    }

    @Test
    default void feedbackIsForgottenOnDemand() {
        fill(store(), SHOP, table("orders"));
        Feedback first = said("orders of Ann", "shop.orders");
        store().putFeedback(first);
        assertThat(store().removeFeedback(first.id(), NOON)).isTrue();
        assertThat(store().removeFeedback(first.id(), NOON)).isFalse();
        assertThat(store().listFeedback("", 10)).isEmpty();
        assertThat(changes()).containsExactly(first.id() + " false", first.id() + " true");
    }

    @Test
    default void whatIsNotThereCannotBeTheAnswer() {
        fill(store(), SHOP, table("orders"));
        Feedback noTable = said("orders of Ann", "shop.refunds");
        Feedback noSource = new Feedback("orders", Verdict.CONFIRMED, List.of(CRM), List.of(), SAID);
        assertThatThrownBy(() -> store().putFeedback(noTable)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().putFeedback(noSource)).isInstanceOf(ConflictException.class);
        assertThat(store().listFeedback("", 10)).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    default void feedbackGoesWithItsTable() {
        fill(store(), SHOP, table("orders"), table("customers"));
        fill(store(), CRM, table("accounts"));
        Feedback only = said("orders of Ann", "shop.orders");
        Feedback both = said("orders with their customers", "shop.orders", "shop.customers");
        Feedback across = said("orders of accounts", "shop.orders", "crm.accounts");
        Feedback whole = new Feedback("anything sold", Verdict.CONFIRMED, List.of(SHOP), List.of(), SAID);
        Stream.of(only, both, across, whole).forEach(store()::putFeedback);
        remove("orders");
        assertThat(store().listFeedback("", 10))
                .containsExactlyInAnyOrder(
                        said("orders with their customers", "shop.customers"),
                        said("orders of accounts", "crm.accounts"),
                        whole);
        assertThat(changes())
                .contains(
                        only.id() + " true",
                        both.id() + " true",
                        said("orders with their customers", "shop.customers").id() + " false");
    }

    @Test
    default void feedbackGoesWithItsSource() {
        fill(store(), SHOP, table("orders"));
        fill(store(), CRM, table("accounts"));
        Feedback across = said("orders of accounts", "shop.orders", "crm.accounts");
        Feedback whole = new Feedback("anything sold", Verdict.CONFIRMED, List.of(SHOP), List.of(), SAID);
        store().putFeedback(across);
        store().putFeedback(whole);
        store().removeSource(SHOP, NOON);
        assertThat(store().listFeedback("", 10)).containsExactly(said("orders of accounts", "crm.accounts"));
        assertThat(changes()).contains(across.id() + " true", whole.id() + " true");
    }

    @Test
    default void onlyTheNewestOfASourceAreKept() {
        fill(store(), SHOP, table("orders"));
        fill(store(), CRM, table("accounts"));
        Feedback elsewhere = said("accounts of Ann", "crm.accounts").saidAt(SAID.minusSeconds(9));
        store().putFeedback(elsewhere);
        List<Feedback> all = new ArrayList<>();
        for (int i = 0; i < RegistryStore.MOST_FEEDBACK + 2; i++) {
            all.add(said("orders of customer " + i, "shop.orders").saidAt(SAID.plusSeconds(i)));
        }
        all.forEach(store()::putFeedback);
        assertThat(store().listFeedback("", 2 * RegistryStore.MOST_FEEDBACK))
                .hasSize(RegistryStore.MOST_FEEDBACK + 1)
                .contains(elsewhere, all.get(2))
                .doesNotContain(all.get(0), all.get(1));
        assertThat(store().events(store().lastSequence() - 1, 1))
                .allMatch(event -> event instanceof FeedbackChanged change
                        && change.removed()
                        && change.id().equals(all.get(1).id()));
    }

    private static Feedback said(String question, String... tables) {
        List<TableRef> refs = Stream.of(tables).map(TableRef::parse).toList();
        return new Feedback(question, Verdict.CONFIRMED, List.of(), refs, SAID);
    }

    private void remove(String name) {
        store().commit(commit(
                store().findSource(SHOP).orElseThrow(),
                removed(store().findTable(TableRef.of("shop", name)).orElseThrow())));
    }

    private List<String> changes() {
        return store().events(0, 100).stream()
                .filter(FeedbackChanged.class::isInstance)
                .map(FeedbackChanged.class::cast)
                .map(change -> change.id() + ' ' + change.removed())
                .toList();
    }
}
