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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

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

            assertThat(actual).isEqualTo(expected);
        }
    }

    /**
     * A source that shares no word only makes all words a little rarer. Say the rarity of word t, or of what it may mean, rises by at
     * most d(t), and D is the sum of all d(t). A word weighs at most M in a place. Then what the evidence, the best table and the best pair of a
     * source come to rises by 0 to M times D each. So two scores move apart by no more than that, times the weights of these signals; clearer
     * differences keep their sign.
     */
    @Property(tries = 100)
    void anUnrelatedSourceMovesScoresApartByNoMoreThanRarityCan(@ForAll("questions") String text) {
        FakeCatalog larger = SampleCatalog.create();
        larger.source("zoo", "").table("zoo.enclosures", "enclosure_code! acreage humidity");
        try (SchemaIndex index = SchemaIndex.inMemory(larger)) {
            double most = mostShift(text, index);
            Map<SourceId, Double> before = scores(text, SAMPLE);
            Map<SourceId, Double> after = scores(text, index);

            assertThat(after.keySet()).isEqualTo(before.keySet());
            for (SourceId better : before.keySet()) {
                for (SourceId worse : before.keySet()) {
                    double was = before.get(better) - before.get(worse);
                    double is = after.get(better) - after.get(worse);
                    assertThat(Math.abs(is - was)).isLessThanOrEqualTo(most + 1e-9);
                    if (was > most + 1e-9) {
                        assertThat(is).isPositive();
                    }
                }
            }
        }
    }

    /** Of all sources that are ranked, whether what is ranked is then called an answer or not: that is judged apart. */
    private static Map<SourceId, Double> scores(String text, SchemaIndex index) {
        RankingModel model = RankingModel.shipped();
        return new Lessons(index, model.vocabulary())
                .of(Question.of(text), Set.of()).candidates().stream()
                        .collect(Collectors.toMap(
                                Lessons.Candidate::source,
                                candidate -> candidate.signals().weigh(model.source())));
    }

    private static double mostShift(String text, SchemaIndex larger) {
        List<double[]> before = SAMPLE.read(view -> rarities(text, view));
        List<double[]> after = larger.read(view -> rarities(text, view));
        double sum = 0;
        for (int term = 0; term < before.size(); term++) {
            double typed = Math.abs(after.get(term)[0] - before.get(term)[0]);
            sum += Math.max(typed, Math.abs(after.get(term)[1] - before.get(term)[1]));
        }
        Weights weights = Weights.DEFAULT;
        double heaviest = Math.max(Math.max(weights.tableName(), weights.tableLabel()), weights.sourceName());
        Signals<SourceSignal> model = RankingModel.shipped().source();
        double byPlace = Math.abs(model.get(SourceSignal.EVIDENCE))
                + Math.abs(model.get(SourceSignal.BEST_TABLE))
                + Math.abs(model.get(SourceSignal.BEST_PAIR));
        return sum * heaviest * byPlace;
    }

    /** For each word, how rare it is as typed, and in what it may mean besides. */
    private static List<double[]> rarities(String text, IndexView view) {
        Weights weights = Weights.DEFAULT;
        QuestionTerms terms =
                QuestionTerms.of(text, view, weights, RankingModel.shipped().vocabulary());
        Rarity rarity = Rarity.of(view.directory(), Hits.of(view, terms.variants()), terms, weights.rarityPower());
        return IntStream.range(0, terms.count())
                .mapToObj(term -> new double[] {rarity.of(term), rarity.of(term) * rarity.ofLoose(term)})
                .toList();
    }

    /** Words that no list knows, other words of the same order for them: all that is said stays, in other names. */
    @Property(tries = 100)
    void renamingEveryWordChangesNothingButNames(@ForAll long seed) {
        String text = inventedQuestion(new Random(seed), "z");
        String renamed = inventedQuestion(new Random(seed), "x");
        try (SchemaIndex first = SchemaIndex.inMemory(inventedCatalog(new Random(seed), "z"));
                SchemaIndex second = SchemaIndex.inMemory(inventedCatalog(new Random(seed), "x"))) {
            Classification before = new Classifier(first).classify(Question.of(text));
            Classification after = new Classifier(second).classify(Question.of(renamed));

            assertThat(after.toString()).isEqualTo(before.toString().replaceAll("z(q[b-x]{2}k)", "x$1"));
        }
    }

    private static String inventedWord(Random random, String vocabulary) {
        int number = random.nextInt(24);
        return vocabulary + 'q' + "bcdfghjklm".charAt(number / 5) + "npvtx".charAt(number % 5) + 'k';
    }

    private static String inventedName(Random random, String vocabulary) {
        String word = inventedWord(random, vocabulary);
        return random.nextBoolean() ? word : word + '_' + inventedWord(random, vocabulary);
    }

    private static String inventedQuestion(Random random, String vocabulary) {
        return IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> "how many " + inventedWord(random, vocabulary))
                .collect(Collectors.joining(" of "));
    }

    private static FakeCatalog inventedCatalog(Random random, String vocabulary) {
        FakeCatalog catalog = new FakeCatalog();
        for (int source = 0; source < 4; source++) {
            String id = inventedWord(random, vocabulary) + source;
            catalog.source(id, "");
            for (int table = 0; table < 3; table++) {
                Set<String> fields = new TreeSet<>(Set.of("id!"));
                IntStream.range(0, 4).forEach(i -> fields.add(inventedName(random, vocabulary)));
                catalog.table(id + '.' + inventedName(random, vocabulary) + '_' + table, String.join(" ", fields));
            }
        }
        return catalog;
    }

    @Property(tries = 100)
    void onlyTheSourcesAllowedAreEverAnswered(
            @ForAll("questions") String text, @ForAll("someSources") Set<SourceId> allowed) {
        Classification answer =
                new Classifier(SAMPLE).classify(Question.of(text).within(allowed));

        assertThat(answer.sources()).allMatch(source -> allowed.contains(source.id()));
        assertThat(answer.tables())
                .allMatch(table -> allowed.contains(table.ref().source()));
        assertThat(answer.answerSet()).allMatch(ref -> allowed.contains(ref.source()));
        assertThat(answer.joins())
                .allMatch(join -> allowed.contains(join.from().source())
                        && allowed.contains(join.to().source()));
        assertThat(answer.ambiguity().map(Ambiguity::sources).orElse(List.of())).allMatch(allowed::contains);
    }

    /** Tables under one percent are not held to it: sources that unlikely are only read while there is room for more tables. */
    @Property(tries = 100)
    void aSmallerLimitOnlyCuts(@ForAll("questions") String text, @ForAll @IntRange(min = 1, max = 12) int limit) {
        Classifier classifier = new Classifier(SAMPLE);
        Classification whole = classifier.classify(Question.of(text).withLimit(1_000));
        Classification cut = classifier.classify(Question.of(text).withLimit(limit));

        assertThat(cut.sources().stream().map(RankedSource::id).toList())
                .isEqualTo(whole.sources().stream()
                        .map(RankedSource::id)
                        .limit(limit)
                        .toList());
        assertThat(cut.sources().stream().map(RankedSource::probability).toList())
                .isEqualTo(whole.sources().stream()
                        .map(RankedSource::probability)
                        .limit(limit)
                        .toList());
        assertThat(likely(cut.tables()))
                .isEqualTo(likely(whole.tables().stream().limit(limit).toList()));
        assertThat(cut.answerSet()).isEqualTo(whole.answerSet());
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

    private static List<RankedTable> likely(List<RankedTable> tables) {
        return tables.stream().filter(table -> table.score() >= 0.01).toList();
    }

    @Provide
    Arbitrary<Set<SourceId>> someSources() {
        return Arbitraries.of(SampleCatalog.create().listSources().stream()
                        .map(DataSource::id)
                        .toList())
                .set()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
