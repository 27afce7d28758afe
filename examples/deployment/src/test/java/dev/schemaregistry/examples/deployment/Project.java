package dev.schemaregistry.examples.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Where things are, and YAML as maps and lists. */
final class Project {
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private Project() {}

    static Path file(String name) {
        return ROOT.resolve(name);
    }

    static Map<String, Object> yaml(Path file) throws IOException {
        return map(parser().load(Files.readString(file)));
    }

    static List<Map<String, Object>> documents(String text) {
        return StreamSupport.stream(parser().loadAll(text).spliterator(), false)
                .map(Project::map)
                .toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    static <T> List<T> list(Object node) {
        return node == null ? List.of() : (List<T>) node;
    }

    /** What stands at the end of a path of keys and list places. */
    static Object at(Object node, Object... path) {
        Object here = node;
        for (Object step : path) {
            here = step instanceof Integer place
                    ? list(here).get(place)
                    : map(here).get(step);
        }
        return here;
    }

    private static Yaml parser() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }
}
