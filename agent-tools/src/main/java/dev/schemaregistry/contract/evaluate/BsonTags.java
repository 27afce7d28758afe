package dev.schemaregistry.contract.evaluate;

import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads YAML whose tags {@code !bson_} stand for BSON's types, as Extended JSON. */
final class BsonTags extends SafeConstructor {
    BsonTags(LoaderOptions options) {
        super(options);
        yamlMultiConstructors.put("!bson_", new Bson());
    }

    private static final class Bson extends AbstractConstruct {
        @Override
        public Object construct(Node node) {
            String tag = node.getTag().getValue().substring("!bson_".length());
            if (!(node instanceof ScalarNode scalar)) {
                return Map.of();
            }
            String text = scalar.getValue();
            return switch (tag) {
                case "utcdatetime" -> Map.of("$date", text.length() == 10 ? text + "T00:00:00Z" : text);
                case "decimal" -> Map.of("$numberDecimal", text);
                case "uuid" -> Map.of("$uuid", text);
                case "regex" -> Map.of("$regularExpression", Map.of("pattern", text, "options", ""));
                case "binary" -> Map.of("$binary", Map.of("base64", text, "subType", "00"));
                default -> text;
            };
        }
    }
}
