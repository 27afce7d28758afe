package dev.schemaregistry.profile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Lines of columns between bars. */
final class CaseFile {
    private CaseFile() {}

    static Stream<List<String>> lines(String resource) throws IOException {
        try (InputStream in = requireNonNull(CaseFile.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line ->
                            Arrays.stream(line.split("\\|")).map(String::strip).toList());
        }
    }
}
