package dev.schemaregistry.classify.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.FakeCatalog;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.SampleCatalog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaIndexTest {
    @TempDir
    private Path folder;

    private FakeCatalog catalog;

    @BeforeEach
    void sample() {
        catalog = SampleCatalog.create();
    }

    private static List<String> sources(SchemaIndex index, String question) {
        Classification answer = new Classifier(index).classify(Question.of(question));
        return answer.sources().stream().map(source -> source.id().value()).toList();
    }

    private void deliverNewEvents(SchemaIndex index) {
        catalog.log().stream()
                .filter(event -> event.sequence() > index.revision())
                .toList()
                .forEach(index.sink()::accept);
    }

    @Test
    void aNewTableIsFoundAtOnce() {
        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            assertThat(sources(index, "sandwiches")).isEmpty();

            catalog.table("shop.sandwiches", "id! bread filling");
            deliverNewEvents(index);

            assertThat(sources(index, "sandwiches")).containsExactly("shop");
            assertThat(new Classifier(index).indexRevision()).isEqualTo(catalog.lastSequence());
        }
    }

    @Test
    void aRemovedTableIsForgotten() {
        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            catalog.removeTable("clinic.prescriptions");
            deliverNewEvents(index);

            assertThat(sources(index, "dosage of the medication")).isEmpty();
        }
    }

    @Test
    void aRemovedSourceIsForgottenWithItsTables() {
        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            catalog.removeSource("fleet");
            deliverNewEvents(index);

            assertThat(sources(index, "mileage of the fleet vehicles")).isEmpty();
        }
    }

    @Test
    void entitiesComeAndGo() {
        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            catalog.entity("Reader", List.of("bookworm"), "library.members");
            deliverNewEvents(index);
            assertThat(sources(index, "bookworms")).containsExactly("library");

            catalog.entity("Reader", List.of("bookworm"), "shop.customers");
            deliverNewEvents(index);
            assertThat(sources(index, "bookworms")).containsExactly("shop");

            catalog.removeEntity("Reader");
            deliverNewEvents(index);
            assertThat(sources(index, "bookworms")).isEmpty();
        }
    }

    @Test
    void anEventSeenTwiceChangesNothing() {
        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            long revision = index.revision();
            catalog.log().forEach(index.sink()::accept);

            assertThat(index.revision()).isEqualTo(revision);
            assertThat(sources(index, "mileage")).containsExactly("fleet");
        }
    }

    @Test
    void openingAgainCatchesUpWithWhatWasMissed() {
        SchemaIndex.open(folder, catalog).close();
        catalog.table("library.sandwiches", "id! bread filling");

        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            assertThat(sources(index, "sandwiches")).containsExactly("library");
            assertThat(index.location()).isEqualTo(folder.toString());
        }
    }

    @Test
    void openingAgainDoesNotReadTheRegistryAnew() {
        SchemaIndex.open(folder, catalog).close();
        FakeCatalog sameStartOtherContent =
                new FakeCatalog().source(catalog.listSources().get(0).id().value(), "");
        fill(sameStartOtherContent);

        try (SchemaIndex index = SchemaIndex.open(folder, sameStartOtherContent)) {
            assertThat(sources(index, "mileage")).containsExactly("fleet");
            index.rebuild();
            assertThat(sources(index, "mileage")).isEmpty();
        }
    }

    @Test
    void aNewFolderIsItsOwnersAlone() throws IOException {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX modes");
        Path deeper = folder.resolve("a").resolve("registry.db.index");

        SchemaIndex.open(deeper, catalog).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deeper)))
                .isEqualTo("rwx------");
    }

    @Test
    void anotherRegistryAtTheSamePlaceIsIndexedAnew() {
        SchemaIndex.open(folder, catalog).close();
        FakeCatalog another = new FakeCatalog();
        fill(another);

        try (SchemaIndex index = SchemaIndex.open(folder, another)) {
            assertThat(sources(index, "mileage")).isEmpty();
        }
    }

    @Test
    void anIndexBegunOnAnEmptyRegistryStaysItsIndex() {
        FakeCatalog young = new FakeCatalog();
        try (SchemaIndex index = SchemaIndex.open(folder, young)) {
            young.source("shop", "").table("shop.sandwiches", "id! bread filling");
            index.catchUp();
        }
        FakeCatalog sameStart = new FakeCatalog().source("shop", "");
        while (sameStart.lastSequence() < young.lastSequence()) {
            sameStart.source("other", "");
        }

        try (SchemaIndex index = SchemaIndex.open(folder, sameStart)) {
            assertThat(sources(index, "sandwiches")).containsExactly("shop");
        }
    }

    private void fill(FakeCatalog toTheSameLength) {
        while (toTheSameLength.lastSequence() < catalog.lastSequence()) {
            toTheSameLength.source("other", "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncate", "garble", "empty", "delete"})
    void aDamagedIndexIsRebuilt(String damage) throws IOException {
        SchemaIndex.open(folder, catalog).close();
        for (Path file : files()) {
            if (!file.getFileName().toString().equals("write.lock")) {
                harm(file, damage);
            }
        }

        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            assertThat(sources(index, "mileage")).containsExactly("fleet");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 50, 60, 70, 80, 90})
    void damageAnywhereInTheLargestFileIsFound(int percent) throws IOException {
        SchemaIndex.open(folder, catalog).close();
        Path largest = files().stream()
                .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                .orElseThrow();
        byte[] garbled = Files.readAllBytes(largest);
        garbled[garbled.length * percent / 100] ^= 0x55;
        Files.write(largest, garbled);

        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            assertThat(sources(index, "mileage")).containsExactly("fleet");
        }
        boolean kept = Files.exists(largest) && Arrays.equals(Files.readAllBytes(largest), garbled);
        assertThat(kept).as("the garbled file is still in use").isFalse();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void harm(Path file, String damage) throws IOException {
        switch (damage) {
            case "delete" -> Files.delete(file);
            case "empty" -> Files.write(file, new byte[0]);
            case "truncate" -> {
                try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                    access.setLength(access.length() / 2);
                }
            }
            default -> {
                try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                    access.seek(access.length() / 2);
                    access.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
                }
            }
        }
    }

    @Test
    void anIndexOfAnotherRegistryWithFewerEventsIsRebuilt() {
        SchemaIndex.open(folder, catalog).close();
        FakeCatalog younger = new FakeCatalog().source("tiny", "").table("tiny.kites", "id! colour");

        try (SchemaIndex index = SchemaIndex.open(folder, younger)) {
            assertThat(sources(index, "kites")).containsExactly("tiny");
            assertThat(sources(index, "mileage")).isEmpty();
        }
    }

    @Test
    void aSecondOpenerWorksOnACopyInMemory() {
        try (SchemaIndex first = SchemaIndex.open(folder, catalog);
                SchemaIndex second = SchemaIndex.open(folder, catalog)) {
            assertThat(first.location()).isEqualTo(folder.toString());
            assertThat(second.location()).startsWith("memory");
            assertThat(sources(first, "mileage")).containsExactly("fleet");
            assertThat(sources(second, "mileage")).containsExactly("fleet");

            catalog.table("shop.sandwiches", "id! bread filling");
            assertThat(second.catchUp()).isEqualTo(1);
            assertThat(sources(second, "sandwiches")).containsExactly("shop");
            assertThat(sources(first, "sandwiches")).isEmpty();
        }
    }

    @Test
    void readersGoOnWhileTheIndexIsRebuilt() throws InterruptedException {
        try (SchemaIndex index = SchemaIndex.open(folder, catalog)) {
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger answers = new AtomicInteger();
            AtomicInteger wrong = new AtomicInteger();
            Thread reader = new Thread(() -> {
                while (!stop.get()) {
                    wrong.addAndGet(sources(index, "mileage").equals(List.of("fleet")) ? 0 : 1);
                    answers.incrementAndGet();
                }
            });
            reader.start();
            for (int i = 0; i < 20; i++) {
                index.rebuild();
            }
            stop.set(true);
            reader.join();

            assertThat(answers.get()).isPositive();
            assertThat(wrong.get()).isZero();
        }
    }
}
