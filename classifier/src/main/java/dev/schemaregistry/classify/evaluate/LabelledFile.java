package dev.schemaregistry.classify.evaluate;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A text of labelled lines, in UTF-8.
 *
 * @param name for messages and reports
 * @param path where it is; empty when it is one of the program's own
 */
public record LabelledFile(String name, Optional<Path> path) {
    public LabelledFile {
        requireNonNull(name, "name");
        requireNonNull(path, "path");
    }

    static LabelledFile of(Path path) {
        return new LabelledFile(path.toString(), Optional.of(path));
    }

    /** One that is part of the program. */
    static LabelledFile own(String name) {
        return new LabelledFile(name, Optional.empty());
    }

    BufferedReader open() throws IOException {
        if (path.isPresent()) {
            return Files.newBufferedReader(path.get(), StandardCharsets.UTF_8);
        }
        InputStream in = LabelledFile.class.getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException("the program's jar lacks it");
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The last part of the name, without its ending. */
    String shortName() {
        String last = path.map(Path::getFileName).map(Path::toString).orElse(name);
        int end = last.lastIndexOf('.');
        return end > 0 ? last.substring(0, end) : last;
    }
}
