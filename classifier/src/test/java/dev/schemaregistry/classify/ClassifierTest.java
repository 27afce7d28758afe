package dev.schemaregistry.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.classify.Classification.Outcome;
import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
    private SchemaIndex index;
    private Classifier classifier;

    @BeforeEach
    void open() {
        index = SchemaIndex.inMemory(SampleCatalog.create());
        classifier = new Classifier(index);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private Classification ask(String text) {
        return classifier.classify(Question.of(text));
    }

    @Test
    void saysWhichWordFoundWhichPlace() {
        RankedTable patients = ask("dosage and date of birth of patients")
                .findTable(TableRef.parse("clinic.patients"))
                .orElseThrow();

        assertThat(patients.matches())
                .anyMatch(match -> match.word().equals("patients") && match.place() == Place.TABLE)
                .anyMatch(
                        match -> match.word().equals("birth") && match.element().equals("dob"));
        assertThat(patients.matchedFields()).contains("dob");
    }

    @Test
    void findsATableThroughASynonymOfItsEntity() {
        Classification answer = ask("buyers");

        assertThat(answer.tables().get(0).matches().get(0).place()).isEqualTo(Place.ENTITY);
        assertThat(answer.tables().get(0).matches().get(0).element()).isEqualTo("Customer");
    }

    @Test
    void joinsTheTablesOfTheAnswerByTheirForeignKeys() {
        assertThat(ask("Titles of the books and their authors").joins())
                .filteredOn(Join::declared)
                .extracting(join -> join.from().table().text()
                        + join.fromFields()
                        + join.to().table().text())
                .containsExactly("book_authors[author_id]authors", "book_authors[book_id]books");
    }

    @Test
    void saysWhatASourceIsFor() {
        assertThat(ask("help articles").sources().get(0).purpose()).isEqualTo(Purpose.VECTOR_SIMILARITY);
        assertThat(ask("support chat").sources().get(0).purpose()).isEqualTo(Purpose.MESSAGES);
        assertThat(ask("tickets by subject").sources().get(0).purpose()).isEqualTo(Purpose.DOCUMENT_LOOKUP);
        assertThat(ask("vehicles").sources().get(0).purpose()).isEqualTo(Purpose.RELATIONAL_QUERY);
    }

    @Test
    void namesTheSourcesThatTieAndWhatWouldTellThemApart() {
        FakeCatalog twins = new FakeCatalog();
        twins.source("north", "").table("north.invoices", "id! amount").table("north.tenants", "id! label");
        twins.source("south", "").table("south.invoices", "id! amount").table("south.pupils", "id! label");
        try (SchemaIndex index = SchemaIndex.inMemory(twins)) {
            Classification answer = new Classifier(index).classify(Question.of("How many invoices?"));

            assertThat(answer.outcome()).isEqualTo(Outcome.AMBIGUOUS);
            assertThat(answer.ambiguity().orElseThrow().sources())
                    .extracting(SourceId::value)
                    .containsExactly("north", "south");
            assertThat(answer.ambiguity().orElseThrow().tellingWords()).containsExactly("tenants", "pupils");
            assertThat(answer.reasoning()).contains("tenants");
        }
    }

    @Test
    void saysSoWhenNothingFits() {
        Classification answer = ask("phase of the moon");

        assertThat(answer.outcome()).isEqualTo(Outcome.NONE);
        assertThat(answer.sources()).isEmpty();
        assertThat(answer.answerSet()).isEmpty();
        assertThat(answer.unmatchedWords()).containsExactly("phase", "moon");
    }

    @Test
    void namesWhatNothingExplains() {
        assertThat(ask("patients on the moon").unmatchedWords()).containsExactly("moon");
        assertThat(ask("patients on the moon").reasoning()).contains("\"moon\"");
    }

    @Test
    void knowsRelatedWordsWhereNoNameHasTheWord() {
        Classification related = ask("all physicians");
        Classification named = ask("all doctors");

        assertThat(related.answerSet()).containsExactly(TableRef.parse("clinic.doctors"));
        assertThat(related.sources().get(0).score())
                .isLessThan(named.sources().get(0).score());
        assertThat(ask("dosage of a medicine").reasoning()).contains("\"medicine\"");
    }

    @Test
    void aWordThatSeldomMeansWhatItSaysCountsLess() {
        Question question = Question.of("mileage of the vehicles");
        Classification plain = answer(question, Trust.ALL);
        Classification doubted = answer(question, new Trust(Map.of("~mileag", 0.3)));

        assertThat(doubted.sources().get(0).score())
                .isLessThan(plain.sources().get(0).score());
        assertThat(plain.answerSet()).isEqualTo(doubted.answerSet());
    }

    private Classification answer(Question question, Trust trust) {
        RankingModel hand = RankingModel.byHand();
        Vocabulary vocabulary = new Vocabulary(Associations.NONE, trust);
        RankingModel model = new RankingModel(hand.source(), hand.first(), hand.next(), hand.answer(), vocabulary);
        return new Classifier(index, model).classify(question);
    }

    @Test
    void nearestNamesAreThoseOfAllowedSources() {
        Question question = Question.of("customrz of the moon");

        assertThat(classifier.classify(question).nearestNames()).contains("customers");
        assertThat(classifier
                        .classify(question.within(List.of(new SourceId("clinic"))))
                        .nearestNames())
                .doesNotContain("customers");
    }

    @Test
    void looksOnlyAtAllowedSources() {
        Question question = Question.of("customers").within(List.of(new SourceId("clinic"), new SourceId("support")));

        assertThat(classifier.classify(question).sources())
                .extracting(source -> source.id().value())
                .containsExactly("support");
    }

    @Test
    void probabilitiesAreSharesOfOne() {
        double sum = ask("city of each customer").sources().stream()
                .mapToDouble(RankedSource::probability)
                .sum();

        assertThat(sum).isBetween(0.999999, 1.000001);
    }

    @Test
    void keepsToTheLimit() {
        Classification answer =
                classifier.classify(Question.of("name city email date").withLimit(2));

        assertThat(answer.sources()).hasSize(2);
        assertThat(answer.tables()).hasSize(2);
    }

    @Test
    void refusesATextThatIsNoQuestion() {
        assertThatThrownBy(() -> Question.of("x".repeat(1_000_000)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("1000000 characters")
                .extracting(e -> ((InvalidRequestException) e).code())
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "(",
                "((((",
                "AND OR NOT",
                "*",
                "*a",
                "name:x",
                "a~2",
                "a^999999999",
                "[a TO",
                "/re",
                "\"",
                "\"a b\"~1000000",
                "\\",
                "@#$%^&*",
                "of and to",
                "\u202e\u0000\u200b",
                "\ud800",
                "😀",
                "Wie viele Kunden?",
                "顧客は何人ですか",
                "كم عدد العملاء",
                "сколько клиентов",
                "orders OR 1=1; DROP TABLE orders; --",
                "source_id:s1 OR true"
            })
    void answersAnyText(String text) {
        Classification answer = ask(text);

        assertThat(answer.question()).isEqualTo(text);
        assertThat(answer.reasoning()).isNotBlank();
        assertThat(classifier.search(SchemaSearch.of(text)).total()).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ", "(", "?", "customer order ", "éé", "AND ", "\"q\" ", "xq"})
    void answersTheLongestTextInTime(String unit) {
        String text = unit.repeat(Question.MAX_CHARACTERS / unit.length());
        ask(text);

        long start = System.nanoTime();
        ask(text);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void searchFindsTablesAndFieldsPageByPage() {
        SearchResult first = classifier.search(new SchemaSearch("customer email", Set.of(), 0, 3));
        SearchResult second = classifier.search(new SchemaSearch("customer email", Set.of(), 3, 3));

        assertThat(first.hits().get(0).table()).hasToString("support.tickets");
        assertThat(first.hits().get(0).field()).contains("customer_email");
        assertThat(first.hits()).hasSize(3).doesNotContainAnyElementsOf(second.hits());
        assertThat(first.nextOffset()).isEqualTo(OptionalInt.of(3));
        assertThat(first.total()).isEqualTo(second.total());
    }

    @Test
    void searchWithoutHitNamesWhatIsNear() {
        SearchResult result = classifier.search(SchemaSearch.of("zzzzzz"));

        assertThat(result.hits()).isEmpty();
        assertThat(result.nextOffset()).isEmpty();
    }

    @Test
    void searchKeepsToItsSources() {
        SchemaSearch search = new SchemaSearch("email", Set.of(new SourceId("library")), 0, 10);

        assertThat(classifier.search(search).hits())
                .extracting(hit -> hit.table().text())
                .containsExactly("library.members");
    }
}
