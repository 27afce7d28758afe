package dev.schemaregistry.classify.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.classify.FakeCatalog;
import dev.schemaregistry.classify.SampleCatalog;
import dev.schemaregistry.classify.TableMeanings.Near;
import dev.schemaregistry.classify.TextEmbedder;
import dev.schemaregistry.classify.WordEmbedder;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeaningIndexTest {
    private final FakeCatalog catalog = SampleCatalog.create();
    private final WordEmbedder embedder = WordEmbedder.of(Map.of("zorps", "patients"));
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    private Path folder;

    private MeaningIndex open(TextEmbedder model) {
        return MeaningIndex.open(catalog, model, id -> MeaningStorage.open(folder, id), clock, background::add);
    }

    private void runBackground() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private void computeAll() {
        try (MeaningIndex index = open(embedder)) {
            assertThat(index.catchUp()).isPositive();
        }
        background.clear();
    }

    private static List<String> near(MeaningIndex index, String text) {
        return index.near(text, 3, Set.of()).tables().stream()
                .map(Near::ref)
                .map(TableRef::text)
                .toList();
    }

    @Test
    void aTableIsFoundThoughItSharesNoWord() {
        try (MeaningIndex index = open(embedder)) {
            runBackground();

            assertThat(near(index, "how many zorps").get(0)).isEqualTo("clinic.patients");
        }
    }

    @Test
    void openingWaitsForNoModelAndSaysThatNothingIsThereYet() {
        try (MeaningIndex index = open(embedder)) {
            assertThat(embedder.embedded()).isEmpty();
            assertThat(index.near("zorps", 3, Set.of()).tables()).isEmpty();
            assertThat(index.near("zorps", 3, Set.of()).complete()).isFalse();
            runBackground();
            assertThat(index.near("zorps", 3, Set.of()).complete()).isTrue();
        }
    }

    @Test
    void onlyChangedTextsAreEmbeddedAgain() {
        try (MeaningIndex index = open(embedder)) {
            index.catchUp();
            int all = embedder.embedded().size();
            assertThat(all).isEqualTo(25);
            embedder.forget();

            catalog.table("shop.customers", "id! first_name last_name email city country signup_date nickname");
            catalog.table("clinic.doctors", "id! name specialty");
            assertThat(index.catchUp()).isOne();

            assertThat(embedder.embedded()).singleElement().asString().contains("nickname");
        }
    }

    @Test
    void aNewDescriptionChangesTheTextOfAllItsTables() {
        try (MeaningIndex index = open(embedder)) {
            runBackground();
            catalog.source("clinic", "a hospital");

            assertThat(index.catchUp()).isEqualTo(4);
        }
    }

    @Test
    void anotherOpeningGoesOnWhereTheLastOneStopped() {
        computeAll();
        catalog.table("shop.sandwiches", "id! bread filling");
        embedder.forget();
        try (MeaningIndex index = open(embedder)) {
            assertThat(near(index, "zorps").get(0)).isEqualTo("clinic.patients");
            embedder.forget();
            runBackground();

            assertThat(embedder.embedded()).singleElement().asString().contains("sandwiches");
            assertThat(near(index, "bread filling").get(0)).isEqualTo("shop.sandwiches");
        }
    }

    @Test
    void whatIsGoneIsFoundNoMore() {
        try (MeaningIndex index = open(embedder)) {
            runBackground();
            catalog.removeTable("clinic.patients").removeSource("fleet");
            index.catchUp();

            assertThat(index.near("zorps", 50, Set.of()).tables())
                    .extracting(near -> near.ref().text())
                    .doesNotContain("clinic.patients")
                    .noneMatch(text -> text.startsWith("fleet."))
                    .hasSize(19);
        }
    }

    @Test
    void whatWentWhileNobodyFollowedIsFoundNoMore() throws IOException {
        computeAll();
        FakeCatalog other = new FakeCatalog().source("zoo", "").table("zoo.animals", "id! species");
        try (MeaningIndex index =
                MeaningIndex.open(other, embedder, id -> MeaningStorage.open(folder, id), clock, background::add)) {
            runBackground();

            assertThat(near(index, "zorps")).containsExactly("zoo.animals");
        }
    }

    @Test
    void anotherModelStartsAnew() {
        computeAll();
        WordEmbedder next = new WordEmbedder("other words", 64, Map.of());
        try (MeaningIndex index = open(next)) {
            assertThat(near(index, "patients")).isEmpty();
            runBackground();

            assertThat(next.embedded()).hasSize(25);
            assertThat(near(index, "patients").get(0)).isEqualTo("clinic.patients");
        }
    }

    @Test
    void theSameModelWithLongerVectorsStartsAnewToo() {
        computeAll();
        WordEmbedder longer = new WordEmbedder(embedder.id(), 300, Map.of());
        try (MeaningIndex index = open(longer)) {
            runBackground();

            assertThat(longer.embedded()).hasSize(25);
            assertThat(near(index, "patients").get(0)).isEqualTo("clinic.patients");
        }
    }

    @Test
    void aFailingModelIsLeftAloneForAWhileAndThenAskedAgain() {
        AtomicReference<Boolean> broken = new AtomicReference<>(true);
        TextEmbedder model = new Delegate(embedder) {
            @Override
            public List<float[]> embed(List<String> texts) {
                if (broken.get()) {
                    throw new IllegalStateException("no quota");
                }
                return super.embed(texts);
            }
        };
        try (MeaningIndex index = open(model)) {
            runBackground();
            broken.set(false);
            assertThat(index.near("zorps", 3, Set.of()).tables()).isEmpty();
            assertThat(background).isEmpty();

            clock.move(Duration.ofMinutes(1));
            assertThat(index.near("zorps", 3, Set.of()).complete()).isFalse();
            runBackground();

            assertThat(near(index, "zorps").get(0)).isEqualTo("clinic.patients");
        }
    }

    @Test
    void aVectorThatIsNoneIsNotKept() {
        for (float[] wrong :
                List.of(new float[3], new float[256], filled(Float.NaN), filled(Float.POSITIVE_INFINITY))) {
            TextEmbedder model = new Delegate(embedder) {
                @Override
                public List<float[]> embed(List<String> texts) {
                    return texts.stream().map(text -> wrong).toList();
                }
            };
            try (MeaningIndex index = open(model)) {
                assertThatThrownBy(index::catchUp).hasRootCauseInstanceOf(Vectors.UnusableVectorException.class);
                assertThat(index.near("zorps", 3, Set.of()).tables()).isEmpty();
            }
        }
    }

    @Test
    void tablesThatAreEquallyNearAreOrderedByName() {
        FakeCatalog twins = new FakeCatalog();
        for (String source : List.of("b", "c", "a")) {
            twins.source(source, "").table(source + ".zorps", "id!");
        }
        TextEmbedder flat = new Delegate(embedder) {
            @Override
            public List<float[]> embed(List<String> texts) {
                return texts.stream().map(text -> filled(1)).toList();
            }
        };
        try (MeaningIndex index = MeaningIndex.open(twins, flat, MeaningStorage::inMemory, clock, background::add)) {
            runBackground();

            assertThat(near(index, "anything")).containsExactly("a.zorps", "b.zorps", "c.zorps");
        }
    }

    @Test
    void onlyAllowedSourcesAreLookedAt() {
        try (MeaningIndex index = open(embedder)) {
            runBackground();

            assertThat(index.near("zorps", 50, Set.of(new SourceId("library"))).tables())
                    .hasSize(6)
                    .allMatch(near -> near.ref().source().value().equals("library"));
        }
    }

    @Test
    void damagedFilesAreComputedAgain() throws IOException {
        computeAll();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
        }
        embedder.forget();
        try (MeaningIndex index = open(embedder)) {
            runBackground();

            assertThat(embedder.embedded()).hasSize(25);
            assertThat(near(index, "zorps").get(0)).isEqualTo("clinic.patients");
        }
    }

    @Test
    void theFolderIsForItsOwnerOnlyAndSoIsTheIndexAround() throws IOException {
        Path index = folder.resolve("index");
        Path vectors = index.resolve("vectors");
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        MeaningIndex.open(catalog, embedder, id -> MeaningStorage.open(vectors, id), clock, background::add)
                .close();

        for (Path made : List.of(index, vectors)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aSecondOwnerComputesItsOwn() {
        try (MeaningIndex first = open(embedder);
                MeaningIndex second = open(embedder)) {
            first.catchUp();
            second.catchUp();

            assertThat(near(second, "zorps")).isEqualTo(near(first, "zorps"));
            assertThat(embedder.embedded()).hasSize(2 * 25 + 2);
        }
    }

    @Test
    void onAThreadOfItsOwnItIsDoneInTime() {
        try (MeaningIndex index = MeaningIndex.inMemory(catalog, embedder, Clock.systemUTC())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> index.near("zorps", 1, Set.of()).complete());

            assertThat(near(index, "zorps").get(0)).isEqualTo("clinic.patients");
        }
    }

    @Test
    void aLongTableIsCutAndNamesAreSplit() {
        String fields = String.join(
                " ",
                java.util.stream.IntStream.range(0, 500)
                        .mapToObj(i -> "veryLongFieldName_" + "x".repeat(i % 20))
                        .distinct()
                        .toList());
        catalog.source("wide", "")
                .table(
                        TableRef.parse("wide.bigTable"),
                        FakeCatalog.tableOf(TableRef.parse("wide.bigTable").table(), TableKind.TABLE, fields));
        try (MeaningIndex index = open(embedder)) {
            index.catchUp();

            assertThat(embedder.embedded())
                    .allMatch(text -> text.length() <= 1_500)
                    .anyMatch(text -> text.startsWith("big table. part of wide. very long field name"));
        }
    }

    private static float[] filled(float number) {
        float[] vector = new float[256];
        Arrays.fill(vector, number);
        return vector;
    }

    /** A model that answers as another does, unless told otherwise. */
    private static class Delegate implements TextEmbedder {
        private final TextEmbedder other;

        Delegate(TextEmbedder other) {
            this.other = other;
        }

        @Override
        public String id() {
            return other.id();
        }

        @Override
        public int dimensions() {
            return other.dimensions();
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return other.embed(texts);
        }
    }
}
