package dev.schemaregistry.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClassifierPropertiesTest {
    private static final String WORDS =
            "how many orders customers of each city name the email patients doctor date birth books"
                    + " authors loans vehicles trips distance maintenance cost tickets status total amount product category";

    private static final SchemaIndex SAMPLE = SchemaIndex.inMemory(SampleCatalog.create());

    @Property(tries = 200)
    void theSameQuestionGetsAnEqualAnswer(@ForAll("questions") String text) {
        Classifier classifier = new Classifier(SAMPLE);

        assertThat(classifier.classify(Question.of(text))).isEqualTo(classifier.classify(Question.of(text)));
    }

    @Property(tries = 200)
    void anyTextIsAnswered(@ForAll String text) {
        String question = text.substring(0, Math.min(text.length(), Question.MAX_CHARACTERS));

        assertThat(new Classifier(SAMPLE).classify(Question.of(question)).question())
                .isEqualTo(question);
    }

    @Property(tries = 25)
    void theOrderOfSourcesAndTablesChangesNothing(@ForAll("questions") String text, @ForAll Random random) {
        try (SchemaIndex shuffled = SchemaIndex.inMemory(shuffled(SampleCatalog.create(), random))) {
            Classification expected = new Classifier(SAMPLE).classify(Question.of(text));
            Classification actual = new Classifier(shuffled).classify(Question.of(text));

            assertThat(actual.sources()).isEqualTo(expected.sources());
            assertThat(actual.tables()).isEqualTo(expected.tables());
            assertThat(actual.answerSet()).isEqualTo(expected.answerSet());
            assertThat(actual.reasoning()).isEqualTo(expected.reasoning());
        }
    }

    /** A source that shares no word only makes all words a little rarer, so clear differences keep their sign. */
    @Property(tries = 25)
    void anUnrelatedSourceKeepsTheOrder(@ForAll("questions") String text) {
        FakeCatalog larger = SampleCatalog.create();
        larger.source("zoo", "").table("zoo.enclosures", "enclosure_code! acreage humidity");
        try (SchemaIndex index = SchemaIndex.inMemory(larger)) {
            List<RankedSource> before =
                    new Classifier(SAMPLE).classify(Question.of(text)).sources();
            List<RankedSource> after =
                    new Classifier(index).classify(Question.of(text)).sources();

            assertThat(after).hasSameSizeAs(before);
            for (int i = 0; i + 1 < before.size(); i++) {
                if (before.get(i).score() - before.get(i + 1).score() > 0.3) {
                    assertThat(rank(after, before.get(i))).isLessThan(rank(after, before.get(i + 1)));
                }
            }
        }
    }

    /** Sources that are called otherwise, in the same order, get the same scores. */
    @Property(tries = 25)
    void renamingSourcesChangesNothingButNames(@ForAll("questions") String text) {
        FakeCatalog sample = SampleCatalog.create();
        FakeCatalog renamed = new FakeCatalog();
        for (DataSource source : sample.listSources()) {
            renamed.source(renamed(source.id().value()), source.description().orElse(""));
            sample.listTables(source.id()).forEach(version -> renamed.table(renamed(version.ref()), version.table()));
        }
        sample.listEntities()
                .forEach(entity -> renamed.entity(
                        entity.name(),
                        entity.synonyms(),
                        entity.tables().stream()
                                .map(ref -> renamed(ref).toString())
                                .toArray(String[]::new)));
        try (SchemaIndex index = SchemaIndex.inMemory(renamed)) {
            Classification before = new Classifier(SAMPLE).classify(Question.of(text));
            Classification after = new Classifier(index).classify(Question.of(text));

            assertThat(after.outcome()).isEqualTo(before.outcome());
            assertThat(after.sources().stream().map(RankedSource::score).toList())
                    .isEqualTo(
                            before.sources().stream().map(RankedSource::score).toList());
            assertThat(after.sources().stream()
                            .map(source -> source.id().value())
                            .toList())
                    .isEqualTo(before.sources().stream()
                            .map(source -> renamed(source.id().value()))
                            .toList());
            assertThat(after.answerSet())
                    .isEqualTo(before.answerSet().stream()
                            .map(ClassifierPropertiesTest::renamed)
                            .toList());
        }
    }

    /** Keeps the order of names and means nothing. */
    private static String renamed(String source) {
        return source.substring(0, 2) + "xqzv";
    }

    private static TableRef renamed(TableRef ref) {
        return new TableRef(new SourceId(renamed(ref.source().value())), ref.table());
    }

    private static int rank(List<RankedSource> sources, RankedSource source) {
        return sources.stream().map(RankedSource::id).toList().indexOf(source.id());
    }

    private static FakeCatalog shuffled(FakeCatalog catalog, Random random) {
        FakeCatalog shuffled = new FakeCatalog();
        List<DataSource> sources = new ArrayList<>(catalog.listSources());
        Collections.shuffle(sources, random);
        sources.forEach(source ->
                shuffled.source(source.id().value(), source.description().orElse("")));
        List<TableVersion> tables = sources.stream()
                .flatMap(source -> catalog.listTables(source.id()).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(tables, random);
        tables.forEach(version -> shuffled.table(version.ref(), version.table()));
        catalog.listEntities()
                .forEach(entity -> shuffled.entity(
                        entity.name(),
                        entity.synonyms(),
                        entity.tables().stream().map(Object::toString).toArray(String[]::new)));
        return shuffled;
    }

    @Provide
    Arbitrary<String> questions() {
        return Arbitraries.of(WORDS.split(" ", -1))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(words -> String.join(" ", words));
    }
}
