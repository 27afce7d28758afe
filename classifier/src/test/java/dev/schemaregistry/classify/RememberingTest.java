package dev.schemaregistry.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.Feedback.Verdict;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RememberingTest {
    private static final SchemaIndex WITHOUT = SchemaIndex.inMemory(SampleCatalog.create());
    private static final Set<String> TOLD = Set.of("fleet", "clinic");
    private static final String CONFIRMED = "how many rigs broke down on the motorway";
    private static final SchemaIndex WITH = SchemaIndex.inMemory(told());

    private static FakeCatalog told() {
        return SampleCatalog.create()
                .confirm(CONFIRMED, "fleet.maintenance", "fleet.vehicles")
                .confirm("rigs with the highest repair bill", "fleet.maintenance")
                .confirm("list the medics and the sick they cared for", "clinic.doctors", "clinic.patients")
                .reject("what did medics charge", "clinic.prescriptions");
    }

    private static Classification ask(SchemaIndex index, String question) {
        return new Classifier(index).classify(Question.of(question));
    }

    private static Classification ask(FakeCatalog catalog, String question) {
        try (SchemaIndex index = SchemaIndex.inMemory(catalog)) {
            return ask(index, question);
        }
    }

    private static Optional<String> first(Classification answer) {
        return answer.sources().stream().findFirst().map(source -> source.id().value());
    }

    @Test
    void aQuestionLikeAConfirmedOneGoesWhereThatIsAnswered() {
        assertThat(first(ask(WITHOUT, "which rigs broke down"))).isEmpty();

        Classification answer = ask(WITH, "which rigs broke down");

        assertThat(first(answer)).contains("fleet");
        assertThat(answer.answerSet()).contains(TableRef.parse("fleet.maintenance"));
        assertThat(answer.reasoning()).contains("a question like it was answered from table maintenance");
        assertThat(answer.sources().get(0).matches())
                .anyMatch(match ->
                        match.place() == Place.REMEMBERED && match.word().equals("rigs broke down"));
    }

    @Test
    void moreConfirmedQuestionsLiftMoreOfTheOthers() {
        List<String> told = List.of(
                "punters per town",
                "which punters spent the most",
                "parcels that never arrived",
                "the priciest gadgets",
                "gadgets that punters return");
        List<String> asked = List.of(
                "all punters of Kent",
                "parcels sent to punters",
                "how many gadgets are there",
                "parcels by weight",
                "the punters with most gadgets",
                "gadgets in parcels");
        long before = lift(told.subList(0, 0), asked);
        long one = lift(told.subList(0, 1), asked);
        long all = lift(told, asked);

        assertThat(List.of(before, one, all)).isSorted();
        assertThat(one).isGreaterThan(before);
        assertThat(all).isGreaterThan(one);
    }

    private static long lift(List<String> told, List<String> asked) {
        FakeCatalog catalog = SampleCatalog.create();
        told.forEach(question -> catalog.confirm(question, "shop.orders"));
        try (SchemaIndex index = SchemaIndex.inMemory(catalog)) {
            return asked.stream()
                    .filter(question -> first(ask(index, question)).equals(Optional.of("shop")))
                    .count();
        }
    }

    @Test
    void valuesDoNotMakeQuestionsDiffer() {
        FakeCatalog catalog = SampleCatalog.create().confirm("punters from France with 3 gadgets", "shop.customers");

        assertThat(remembered(ask(catalog, "punters from Spain with 12 gadgets")))
                .isNotEmpty()
                .isEqualTo(remembered(ask(catalog, "punters from France with 3 gadgets")));
    }

    private static List<Match> remembered(Classification answer) {
        return answer.sources().get(0).matches().stream()
                .filter(match -> match.place() == Place.REMEMBERED)
                .toList();
    }

    @Test
    void aRejectedSourceFallsForQuestionsLikeIt() {
        String question = "email and city of all customers";
        SourceId shop = new SourceId("shop");
        FakeCatalog catalog = SampleCatalog.create()
                .say(new Feedback(question, Verdict.REJECTED, List.of(shop), List.of(), Instant.EPOCH));

        assertThat(score(ask(catalog, question), "shop")).isLessThan(score(ask(WITHOUT, question), "shop") - 1);
        assertThat(score(ask(catalog, question), "support")).isEqualTo(score(ask(WITHOUT, question), "support"));
        assertThat(first(ask(catalog, question))).contains("support");
    }

    @Test
    void aRejectedTableFallsAndItsSourceStays() {
        String question = "total of orders and payments";
        FakeCatalog catalog = SampleCatalog.create().reject(question, "shop.payments");

        Classification before = ask(WITHOUT, question);
        Classification after = ask(catalog, question);

        assertThat(after.sources()).isEqualTo(before.sources());
        assertThat(table(after, "shop.payments")).isLessThan(table(before, "shop.payments"));
    }

    private static double score(Classification answer, String source) {
        return answer.sources().stream()
                .filter(ranked -> ranked.id().value().equals(source))
                .findFirst()
                .orElseThrow()
                .score();
    }

    private static double table(Classification answer, String ref) {
        return answer.findTable(TableRef.parse(ref)).orElseThrow().score();
    }

    @Test
    void whatWasSaidLongAgoCountsLess() {
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        Feedback old = said("which punters pay late", "shop.customers", now.minus(Duration.ofDays(720)));
        Feedback fresh = said("which punters pay late", "support.tickets", now);

        Classification answer = ask(SampleCatalog.create().say(old).say(fresh), "punters that pay late");

        assertThat(first(answer)).contains("support");
        assertThat(score(answer, "support")).isGreaterThan(score(answer, "shop") + 1);
    }

    private static Feedback said(String question, String ref, Instant at) {
        return new Feedback(question, Verdict.CONFIRMED, List.of(), List.of(TableRef.parse(ref)), at);
    }

    /** Fleet was told of, support was not: what support's own words win stays its own. */
    @Test
    void anUntouchedSourceKeepsItsLeadUnlessTheSameQuestionWasConfirmedElsewhere() {
        FakeCatalog catalog = SampleCatalog.create().confirm("open tickets for broken rigs", "fleet.maintenance");

        assertThat(first(ask(catalog, "status of the open tickets"))).contains("support");
        assertThat(first(ask(catalog, "Open tickets for the broken rigs?"))).contains("fleet");
    }

    /** One word is not enough to say that two questions ask the same, but two equal questions do. */
    @Test
    void aQuestionOfOneTellingWordMovesOnlyItself() {
        FakeCatalog catalog = SampleCatalog.create().confirm("How many orders are there?", "clinic.appointments");

        assertThat(first(ask(catalog, "count the orders"))).contains("shop");
        assertThat(first(ask(catalog, "how many orders are there"))).contains("clinic");
    }

    @Test
    void whatIsForgottenSaysNothingAnyMore() {
        FakeCatalog catalog = told();
        try (SchemaIndex index = SchemaIndex.inMemory(catalog)) {
            assertThat(first(ask(index, "which rigs broke down"))).contains("fleet");
            catalog.listFeedback().forEach(said -> catalog.forget(said.id()));
            index.catchUp();

            assertThat(withoutRevision(ask(index, "which rigs broke down")))
                    .isEqualTo(withoutRevision(ask(WITHOUT, "which rigs broke down")));
        }
    }

    @Test
    void whatIsSaidIsKnownAtOnce() {
        FakeCatalog catalog = SampleCatalog.create();
        try (SchemaIndex index = SchemaIndex.inMemory(catalog)) {
            assertThat(first(ask(index, "all punters"))).isEmpty();
            catalog.confirm("list the punters", "shop.customers");
            index.catchUp();
            assertThat(first(ask(index, "all punters"))).contains("shop");
        }
    }

    @Property(tries = 100)
    void theOrderInWhichThingsWereSaidChangesNothing(@ForAll("questions") String question) {
        FakeCatalog backwards = SampleCatalog.create();
        List<Feedback> said = told().listFeedback();
        for (int i = said.size() - 1; i >= 0; i--) {
            backwards.say(said.get(i));
        }
        assertThat(ask(backwards, question)).isEqualTo(ask(WITH, question));
    }

    /** None of these words was said. */
    @Property(tries = 200)
    void aQuestionUnlikeAllRememberedOnesIsAnsweredAsBefore(@ForAll("unlike") String question) {
        assertThat(withoutRevision(ask(WITH, question))).isEqualTo(withoutRevision(ask(WITHOUT, question)));
    }

    /** As far as the words alone have an answer: one that has none lists no source. */
    @Property(tries = 300)
    void sourcesOfWhichNothingWasSaidKeepTheirOrderAndScores(@ForAll("questions") String question) {
        Classification before = ask(WITHOUT, question);
        if (before.outcome() != Classification.Outcome.NONE) {
            assertThat(untold(ask(WITH, question))).isEqualTo(untold(before));
        }
    }

    private static List<String> untold(Classification answer) {
        return answer.sources().stream()
                .filter(source -> !TOLD.contains(source.id().value()))
                .map(source -> source.id() + " " + source.score())
                .toList();
    }

    @Property(tries = 300)
    void anUntouchedSourceThatLedLeadsStill(@ForAll("questions") String question) {
        Optional<String> before = first(ask(WITHOUT, question));
        if (before.isPresent() && !TOLD.contains(before.get())) {
            assertThat(first(ask(WITH, question))).isEqualTo(before);
        }
    }

    private static Classification withoutRevision(Classification answer) {
        return new Classification(
                answer.question(),
                answer.outcome(),
                answer.sources(),
                answer.tables(),
                answer.answerSet(),
                answer.joins(),
                answer.confidence(),
                answer.ambiguity(),
                answer.unmatchedWords(),
                answer.nearestNames(),
                answer.reasoning(),
                answer.strategy(),
                answer.notes(),
                0);
    }

    @Provide
    Arbitrary<String> unlike() {
        return sentences(
                "orders customers of each city name the email books authors loans trips distance tickets status"
                        + " total amount product category date birth");
    }

    @Provide
    Arbitrary<String> questions() {
        return sentences("orders customers of each city name the email books authors loans trips tickets status total"
                + " amount rigs medics sick motorway repair bill charge broke vehicles doctors patients");
    }

    private static Arbitrary<String> sentences(String words) {
        return Arbitraries.of(Stream.of(words.split(" ", -1)).collect(Collectors.toSet()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(7)
                .map(some -> String.join(" ", some));
    }
}
