package dev.schemaregistry.server.config;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.config.ConfigNode.Entries;
import dev.schemaregistry.server.config.ConfigNode.Items;
import dev.schemaregistry.server.config.ConfigNode.Text;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the tree of a file into a {@link Configuration}, collecting everything that is wrong. Used for one file. */
final class ConfigurationReader {
    /** The usual word; the same as the setting {@code password}. */
    private static final String CREDENTIAL = "credential";

    private static final List<String> TOP_KEYS = List.of("registry", "sources");
    private static final List<String> SOURCE_KEYS = Stream.concat(
                    Stream.of("id", "type", "description", "url", CREDENTIAL),
                    SourceAddress.SECRET_KEYS.stream().sorted())
            .toList();

    private final String name;
    private final Variables variables;
    private final List<String> problems = new ArrayList<>();

    ConfigurationReader(String name, Variables variables) {
        this.name = name;
        this.variables = variables;
    }

    Configuration read(ConfigNode root) {
        Optional<Entries> top = entries(root, "the file");
        top.ifPresent(found -> onlyKeys(found, TOP_KEYS, "the file"));
        Optional<String> registry = top.flatMap(found -> text(found, "registry"));
        List<ConfiguredSource> sources = top.map(this::sources).orElse(List.of());
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_CONFIGURATION, "configuration " + name + ", " + String.join("; ", problems));
        }
        return new Configuration(registry, sources);
    }

    private List<ConfiguredSource> sources(Entries top) {
        ConfigNode node = top.nodes().get("sources");
        if (node == null || isEmpty(node)) {
            return List.of();
        }
        if (!(node instanceof Items items)) {
            problem(node.line(), "key \"sources\": expected a list of sources, got " + node.word());
            return List.of();
        }
        List<ConfiguredSource> sources = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ConfigNode item : items.nodes()) {
            entries(item, "a source").flatMap(entries -> source(entries, seen)).ifPresent(sources::add);
        }
        return sources;
    }

    private Optional<ConfiguredSource> source(Entries entries, Set<String> seen) {
        onlyKeys(entries, SOURCE_KEYS, "a source");
        Optional<String> id = required(entries, "id");
        Optional<String> url = required(entries, "url");
        if (id.isPresent() && !seen.add(id.get())) {
            problem(lineOf(entries, "id"), "key \"id\": source \"" + id.get() + "\" occurs twice");
        }
        Optional<SourceId> sourceId = id.flatMap(text -> sourceId(entries, text));
        Map<String, String> credentials = new HashMap<>();
        Map<String, Secret> secrets = new HashMap<>();
        secretKey(entries, CREDENTIAL, "password", credentials, secrets);
        for (String key : SourceAddress.SECRET_KEYS) {
            secretKey(entries, key, key, credentials, secrets);
        }
        if (sourceId.isEmpty() || url.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ConfiguredSource(
                sourceId.get(),
                text(entries, "type"),
                text(entries, "description"),
                Secret.of(url.get()),
                credentials,
                secrets,
                entries.line()));
    }

    private void secretKey(
            Entries entries, String key, String setting, Map<String, String> credentials, Map<String, Secret> secrets) {
        boolean fromVariable = entries.nodes().get(key) instanceof Text written
                && written.value().contains("${");
        text(entries, key).ifPresent(value -> {
            if (SecretReferences.isReference(value)) {
                credentials.put(setting, value);
                return;
            }
            if (fromVariable) {
                secrets.put(setting, Secret.of(value));
                return;
            }
            problem(
                    lineOf(entries, key),
                    "key \"" + key
                            + "\": expected a reference, got the secret itself; write env:NAME, file:/path or ${NAME}");
        });
    }

    private Optional<SourceId> sourceId(Entries entries, String text) {
        try {
            return Optional.of(new SourceId(text));
        } catch (IllegalArgumentException invalid) {
            problem(lineOf(entries, "id"), "key \"id\": " + invalid.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Entries> entries(ConfigNode node, String what) {
        if (node instanceof Entries entries) {
            return Optional.of(entries);
        }
        if (!isEmpty(node)) {
            problem(node.line(), "expected " + what + " as keys with values, got " + node.word());
        }
        return Optional.empty();
    }

    private Optional<String> required(Entries entries, String key) {
        int before = problems.size();
        Optional<String> value = text(entries, key);
        if (value.isEmpty() && problems.size() == before) {
            problem(entries.line(), "a source needs the key \"" + key + "\"");
        }
        return value;
    }

    private Optional<String> text(Entries entries, String key) {
        ConfigNode node = entries.nodes().get(key);
        if (node == null || isEmpty(node)) {
            return Optional.empty();
        }
        if (!(node instanceof Text text)) {
            problem(node.line(), "key \"" + key + "\": expected a single value, got " + node.word());
            return Optional.empty();
        }
        try {
            return Optional.of(variables.expand(text.value())).filter(value -> !value.isEmpty());
        } catch (Variables.UnresolvedException unresolved) {
            problem(node.line(), "key \"" + key + "\": " + unresolved.getMessage());
            return Optional.empty();
        }
    }

    private void onlyKeys(Entries entries, List<String> allowed, String what) {
        entries.nodes().keySet().stream().filter(key -> !allowed.contains(key)).forEach(key -> {
            String known = allowed.stream().collect(Collectors.joining(", "));
            problem(lineOf(entries, key), "key \"" + key + "\" is unknown; " + what + " may have " + known);
        });
    }

    private static boolean isEmpty(ConfigNode node) {
        return node instanceof Text text && text.value().isEmpty();
    }

    private static int lineOf(Entries entries, String key) {
        return entries.keyLines().getOrDefault(key, entries.line());
    }

    private void problem(int line, String sentence) {
        problems.add("line " + line + ": " + sentence);
    }
}
