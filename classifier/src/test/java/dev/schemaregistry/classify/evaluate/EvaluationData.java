package dev.schemaregistry.classify.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Labelled data that is not part of the project; the environment variable {@code EVAL_DATA} names its folder. */
public final class EvaluationData {
    private EvaluationData() {}

    /** A file of the data; the test is skipped when it is not there. */
    public static Path file(String name) {
        String folder = System.getenv("EVAL_DATA");
        Assumptions.assumeTrue(folder != null, "EVAL_DATA names no folder of labelled data: skipped");
        Path file = Path.of(folder).resolve(name);
        Assumptions.assumeTrue(Files.isReadable(file), file + " is not there: skipped");
        return file;
    }
}
