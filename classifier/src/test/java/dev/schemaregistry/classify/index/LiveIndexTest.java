package dev.schemaregistry.classify.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.FakeCatalog;
import dev.schemaregistry.classify.IndexView;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.SampleCatalog;
import dev.schemaregistry.model.TableRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What readers see while the index changes, is built, or loses its files. */
@Timeout(120)
class LiveIndexTest {
    private final FakeCatalog catalog = SampleCatalog.create();
    private final HeldCatalog held = new HeldCatalog(catalog, "shop");
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path temporary;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static List<String> sources(SchemaIndex index, String question) {
        return new Classifier(index)
                .classify(Question.of(question)).sources().stream()
                        .map(source -> source.id().value())
                        .toList();
    }

    private <T> T soon(java.util.concurrent.Callable<T> call)
            throws ExecutionException, InterruptedException, TimeoutException {
        return threads.submit(call).get(20, TimeUnit.SECONDS);
    }

    @Test
    void readersSeeTheLastFinishedStateWhileTheIndexIsRebuilt() throws Exception {
        try (SchemaIndex index = SchemaIndex.inMemory(held)) {
            catalog.table("shop.sandwiches", "id! bread filling");
            index.catchUp();
            Future<?> rebuild;
            try (HeldCatalog.Hold hold = held.hold()) {
                rebuild = threads.submit(index::rebuild);
                hold.awaitReached();
                List<String> answer = soon(() -> {
                    index.follow();
                    return sources(index, "mileage");
                });

                assertThat(answer).containsExactly("fleet");
                assertThat(rebuild.isDone()).isFalse();
            }
            rebuild.get();
            assertThat(sources(index, "sandwiches")).containsExactly("shop");
        }
    }

    @Test
    void readersSeeTheLastFinishedStateWhileManyEventsAreBroughtIn() throws Exception {
        try (SchemaIndex index = SchemaIndex.inMemory(held)) {
            IntStream.range(0, 600).forEach(i -> catalog.table("shop.sandwiches", "id! bread filling"));
            try (HeldCatalog.Hold hold = held.hold()) {
                soon(() -> {
                    index.follow();
                    return true;
                });
                hold.awaitReached();

                assertThat(soon(() -> sources(index, "mileage"))).containsExactly("fleet");
                assertThat(soon(() -> sources(index, "sandwiches"))).isEmpty();
            }
            index.catchUp();
            assertThat(sources(index, "sandwiches")).containsExactly("shop");
        }
    }

    @Test
    void aChangeIsSeenByTheNextReading() {
        try (SchemaIndex index = SchemaIndex.open(temporary, catalog)) {
            for (int round = 0; round < 50; round++) {
                catalog.table("shop.sandwiches" + round, "id! bread filling");
                index.follow();

                int tables = index.read(view -> view.directory().tableCount());
                assertThat(tables).isEqualTo(tablesOf(catalog));
            }
        }
    }

    private static int tablesOf(FakeCatalog catalog) {
        return catalog.listSources().stream()
                .mapToInt(source -> catalog.listTables(source.id()).size())
                .sum();
    }

    @Test
    void anIndexThatIsBuiltForTheFirstTimeOpensAtOnceAndSaysThatItIsNotComplete() {
        SchemaIndex index;
        try (HeldCatalog.Hold hold = held.hold()) {
            index = SchemaIndex.open(temporary, held, Duration.ZERO);
            hold.awaitReached();

            assertThat(index.<Boolean>read(IndexView::complete)).isFalse();
            assertThat(sources(index, "mileage")).isEmpty();
        }
        try (index) {
            index.catchUp();

            assertThat(index.<Boolean>read(IndexView::complete)).isTrue();
            assertThat(sources(index, "mileage")).containsExactly("fleet");
        }
    }

    @Test
    void aReaderWithPatienceGetsTheWholeAnswerOfTheFirstBuild() throws Exception {
        Future<List<String>> answer;
        CountDownLatch asking = new CountDownLatch(1);
        SchemaIndex index;
        try (HeldCatalog.Hold hold = held.hold()) {
            index = SchemaIndex.open(temporary, held, Duration.ofMinutes(1));
            hold.awaitReached();
            answer = threads.submit(() -> {
                asking.countDown();
                return sources(index, "mileage");
            });
            asking.await();
        }
        try (index) {
            assertThat(answer.get()).containsExactly("fleet");
        }
    }

    @Test
    void aFirstBuildThatFailsIsToldAndTriedAgain() {
        FakeCatalog young = new FakeCatalog().source("shop", "");
        FailingOnce failing = new FailingOnce(young);
        try (SchemaIndex index = SchemaIndex.open(temporary, failing.reader())) {
            assertThatThrownBy(() -> sources(index, "anything")).hasMessageContaining("the registry is away");

            young.table("shop.sandwiches", "id! bread filling");
            index.follow();
            index.catchUp();
            assertThat(sources(index, "sandwiches")).containsExactly("shop");
        }
    }

    @Test
    void anIndexOfAnotherRegistryIsNotServedWhileTheNewOneIsBuilt() {
        SchemaIndex.open(temporary, new FakeCatalog().source("old", "").table("old.secrets", "id! mileage"))
                .close();
        SchemaIndex index;
        try (HeldCatalog.Hold hold = held.hold()) {
            index = SchemaIndex.open(temporary, held, Duration.ZERO);
            hold.awaitReached();

            assertThat(sources(index, "mileage")).doesNotContain("old");
        }
        index.close();
    }

    @Test
    void anIndexWhoseFolderIsDeletedWhileItIsOpenGoesOn() throws IOException {
        Path folder = temporary.resolve("index");
        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            assertThat(sources(index, "mileage")).containsExactly("fleet");
            delete(folder);
            assertThat(sources(index, "mileage")).containsExactly("fleet");

            catalog.table("shop.sandwiches", "id! bread filling");
            index.follow();
            assertThat(sources(index, "mileage")).containsExactly("fleet");
            index.catchUp();

            assertThat(sources(index, "sandwiches")).containsExactly("shop");
            assertThat(index.location()).isEqualTo(folder.toString());
        }
        try (SchemaIndex again = SchemaIndex.open(folder, catalog)) {
            assertThat(sources(again, "sandwiches")).containsExactly("shop");
        }
    }

    @Test
    void anIndexWhoseFolderTurnsIntoAFileGoesOnInMemory() throws IOException {
        Path folder = temporary.resolve("index");
        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            delete(folder);
            Files.writeString(folder, "not a folder");
            catalog.table("shop.sandwiches", "id! bread filling");
            index.follow();
            assertThat(sources(index, "mileage")).containsExactly("fleet");
            index.catchUp();

            assertThat(sources(index, "sandwiches")).containsExactly("shop");
            assertThat(index.location()).startsWith("memory");
        }
    }

    @Test
    void anIndexWhoseFolderIsDeletedBetweenRunsIsBuiltAnew() throws IOException {
        Path folder = temporary.resolve("index");
        SchemaIndex.open(folder, catalog).close();
        delete(folder);

        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            assertThat(sources(index, "mileage")).containsExactly("fleet");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void anIndexWithAnyOfItsFilesCutShortIsBuiltAnew() throws IOException {
        Path folder = temporary.resolve("index");
        SchemaIndex.open(folder, catalog).close();
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(file -> file.getFileName().toString()).toList();
        }
        for (int part = 0; part < 3; part++) {
            for (int file = 0; file < names.size(); file++) {
                List<Path> now;
                try (Stream<Path> files = Files.list(folder)) {
                    now = files.filter(path -> !path.endsWith("write.lock"))
                            .sorted()
                            .toList();
                }
                Path cut = now.get(file % now.size());
                byte[] whole = Files.readAllBytes(cut);
                Files.write(cut, java.util.Arrays.copyOf(whole, whole.length * part / 3));

                try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
                    assertThat(sources(index, "mileage")).as("%s cut", cut).containsExactly("fleet");
                }
            }
        }
    }

    @Test
    void everyAnswerIsOfOneStateWhileTablesChange() throws Exception {
        catalog.source("port", "").table("port.berths", "id! alphaword");
        CountDownLatch done = new CountDownLatch(1);
        try (SchemaIndex index = SchemaIndex.open(temporary, catalog)) {
            int tables = tablesOf(catalog);
            List<Future<Integer>> readers = Stream.generate(() -> threads.submit(() -> {
                        int answers = 0;
                        while (done.getCount() > 0 || answers == 0) {
                            index.follow();
                            assertThat(index.<Integer>read(LiveIndexTest::words))
                                    .isEqualTo(1);
                            assertThat(index.<Integer>read(
                                            view -> view.directory().tableCount()))
                                    .isEqualTo(tables);
                            assertThat(sources(index, "mileage")).containsExactly("fleet");
                            answers++;
                        }
                        return answers;
                    }))
                    .limit(3)
                    .toList();
            for (int round = 0; round < 150; round++) {
                catalog.table("port.berths", round % 2 == 0 ? "id! betaword" : "id! alphaword");
                index.catchUp();
            }
            done.countDown();
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }

    /** How often either word stands in the index: once in every state. */
    private static int words(IndexView view) {
        int[] count = {0};
        for (String word : List.of("alphaword", "betaword")) {
            view.postings(word, (node, field, element, wordIndex, wordCount) -> count[0]++);
        }
        return count[0];
    }

    @Test
    void whatIsAddedOneByOneIsFoundAsIfItWereBuiltAtOnce() {
        FakeCatalog growing = new FakeCatalog().source("shop", "");
        List<String> names = List.of("gas", "station", "gasstation", "sun", "flower", "sunflower", "sunflowerseed");
        try (SchemaIndex index = SchemaIndex.open(temporary, growing)) {
            for (String name : names) {
                growing.table("shop." + name, "id! " + name + "note");
                index.follow();
                index.read(IndexView::revision);
            }
            growing.removeTable("shop.sun").removeTable("shop.station").table("shop.seed", "id!");
            index.follow();
            for (String name : names) {
                List<String> incremental = variants(index, name);
                try (SchemaIndex atOnce = SchemaIndex.inMemory(growing)) {
                    assertThat(incremental).as(name).containsAll(variants(atOnce, name));
                }
            }
            index.rebuild();
            try (SchemaIndex atOnce = SchemaIndex.inMemory(growing)) {
                for (String name : names) {
                    assertThat(variants(index, name)).as(name).isEqualTo(variants(atOnce, name));
                }
            }
        }
    }

    private static List<String> variants(SchemaIndex index, String word) {
        return index.read(view -> view.variants(view.words(word).get(0)).stream()
                .map(variant -> variant.term() + " " + variant.quality())
                .toList());
    }

    @Test
    void aTableOfMoreFieldsThanTheIndexCountsIsIndexedAsFarAsItGoes() {
        String fields = IntStream.range(0, 70_000).mapToObj(i -> "f" + i).collect(Collectors.joining(" "));
        catalog.table(TableRef.parse("shop.sparse").toString(), "id! sandwiches " + fields);
        try (SchemaIndex index = SchemaIndex.open(temporary, catalog)) {
            assertThat(sources(index, "sandwiches")).containsExactly("shop");
        }
    }

    @Test
    void aNameLongerThanATermMayBeDoesNotStopTheIndex() {
        catalog.table("shop.long", "id! sandwiches " + "x".repeat(40_000));
        try (SchemaIndex index = SchemaIndex.open(temporary, catalog)) {
            assertThat(sources(index, "sandwiches")).containsExactly("shop");
        }
    }
}
