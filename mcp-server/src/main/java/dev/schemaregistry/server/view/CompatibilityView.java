package dev.schemaregistry.server.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.change.Compatibility;
import dev.schemaregistry.change.CompatibilityMode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SemanticVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether one schema may follow others, as REST and the command line tell it. */
public final class CompatibilityView {
    private CompatibilityView() {}

    /**
     * The mode of that word, in any case.
     *
     * @throws InvalidRequestException when there is none
     */
    public static CompatibilityMode mode(String word) {
        return Arrays.stream(CompatibilityMode.values())
                .filter(mode -> mode.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.INVALID_ARGUMENT,
                        "\"mode\" is none; use one of "
                                + Arrays.stream(CompatibilityMode.values())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))));
    }

    /** The verdict, and what stands against it for each version that objects. */
    public static ObjectNode of(CompatibilityMode mode, Map<SemanticVersion, List<Compatibility.Finding>> objections) {
        ObjectNode node = Views.object().put("compatible", objections.isEmpty()).put("mode", mode.name());
        ArrayNode findings = node.putArray("findings");
        objections.forEach((version, all) -> all.forEach(finding -> findings.add(Views.object()
                .put("version", version.toString())
                .put("direction", finding.direction().name().toLowerCase(Locale.ROOT))
                .put("summary", ChangeText.of(finding.change()))
                .<ObjectNode>set("change", JsonText.tree(finding.change())))));
        return node;
    }
}
