package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.json.TableLines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request may ask for.
 *
 * @param word as it stands behind {@code "operation"}; a read's shape has the same name
 * @param answer the form of the answer: {@code scored}, {@code groups}, {@code points}, …
 */
record Operation(String word, boolean reads, String answer) {
    static final String MEMBER = "operation";

    private static final Map<String, Operation> ALL = all();

    private static Map<String, Operation> all() {
        Map<String, Operation> all = new LinkedHashMap<>();
        for (String line : TableLines.read(Operation.class, "operations.txt")) {
            List<String> parts = List.of(line.split("\\s+"));
            all.put(parts.get(0), new Operation(parts.get(0), parts.get(1).equals("read"), parts.get(2)));
        }
        return all;
    }

    static Optional<Operation> find(String word) {
        return Optional.ofNullable(ALL.get(word));
    }

    static List<String> namesOfReads() {
        return ALL.values().stream()
                .filter(Operation::reads)
                .map(Operation::word)
                .toList();
    }
}
