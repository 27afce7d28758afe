package dev.schemaregistry.examples.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The project's Dockerfile, instruction by instruction. */
record Dockerfile(List<Instruction> instructions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Instruction(String keyword, String text, List<String> words) {}

    static Dockerfile read(NodeTools tools) throws Exception {
        URL script = Objects.requireNonNull(Dockerfile.class.getResource("instructions.js"));
        NodeTools.Result result = tools.node(
                Path.of(script.toURI()).toString(),
                tools.folder().toString(),
                Project.file("Dockerfile").toString());
        if (result.code() != 0) {
            throw new IOException("the Dockerfile can't be read: " + result.output());
        }
        return new Dockerfile(JSON.readValue(result.output(), new TypeReference<>() {}));
    }

    List<Instruction> all(String keyword) {
        return instructions.stream()
                .filter(instruction -> instruction.keyword().equals(keyword))
                .toList();
    }

    Instruction last(String keyword) {
        List<Instruction> found = all(keyword);
        return found.get(found.size() - 1);
    }

    /** The command of an instruction in exec form, which needs no shell and hands on signals. */
    List<String> command(String keyword) {
        String text = last(keyword).text();
        try {
            return JSON.readValue(text.substring(text.indexOf('[')), new TypeReference<>() {});
        } catch (IOException | IndexOutOfBoundsException shell) {
            throw new IllegalStateException(keyword + " is not in exec form: " + text, shell);
        }
    }

    Map<String, String> environment() {
        return last("ENV").words().stream()
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
