package dev.schemaregistry.server.config;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML as a tree that remembers its lines. Values stay texts as written: {@code no} and {@code 08} mean themselves. Nothing is
 * ever constructed from a tag.
 */
final class YamlFile {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final Pattern NAMED = Pattern.compile("(alias|tag handle|duplicate key|anchor) .*", Pattern.DOTALL);

    private YamlFile() {}

    /**
     * Reads one document.
     *
     * @param name the file's name, for messages
     * @return empty when the text holds nothing but space and comments
     */
    static Optional<ConfigNode> read(String text, String name) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARACTERS);
        limits.setMaxAliasesForCollections(50);
        limits.setAllowDuplicateKeys(false);
        try {
            return Optional.ofNullable(new Yaml(limits).compose(new StringReader(text)))
                    .map(node -> convert(node, name));
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw invalid(name, line, "this is not YAML: " + problem(broken));
        } catch (YAMLException broken) {
            throw invalid(name, 1, "this is not YAML the program can read");
        }
    }

    /** Without the names that the parser repeats: a secret that starts with a * or ! is taken for one. */
    private static String problem(MarkedYAMLException broken) {
        return NAMED.matcher(String.valueOf(broken.getProblem())).replaceFirst("$1");
    }

    private static ConfigNode convert(Node node, String name) {
        int line = node.getStartMark().getLine() + 1;
        if (node instanceof ScalarNode scalar) {
            return new ConfigNode.Text(scalar.getValue(), line);
        }
        if (node instanceof SequenceNode sequence) {
            List<ConfigNode> items = sequence.getValue().stream()
                    .map(item -> convert(item, name))
                    .toList();
            return new ConfigNode.Items(items, line);
        }
        if (node instanceof MappingNode mapping) {
            return entries(mapping, line, name);
        }
        if (node instanceof AnchorNode anchor) {
            return convert(anchor.getRealNode(), name);
        }
        throw invalid(name, line, "expected a value, a list or keys with values");
    }

    private static ConfigNode entries(MappingNode mapping, int line, String name) {
        Map<String, ConfigNode> nodes = new LinkedHashMap<>();
        Map<String, Integer> keyLines = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = tuple.getKeyNode().getStartMark().getLine() + 1;
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw invalid(name, keyLine, "a key must be a single word");
            }
            if (nodes.put(key.getValue(), convert(tuple.getValueNode(), name)) != null) {
                throw invalid(name, keyLine, "key \"" + key.getValue() + "\" occurs twice");
            }
            keyLines.put(key.getValue(), keyLine);
        }
        return new ConfigNode.Entries(nodes, keyLines, line);
    }

    /** Without a cause: the parser's errors show the lines around, whatever secret stands there. */
    private static InvalidRequestException invalid(String name, int line, String problem) {
        return new InvalidRequestException(
                ErrorCode.INVALID_CONFIGURATION, "configuration " + name + ", line " + line + ": " + problem);
    }
}
