package dev.schemaregistry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON in the documentation can be pasted: it is JSON, and a client's configuration starts this program. */
class ClientConfigurationsTest {
    private static final Path CLIENTS = Pages.ROOT.resolve("docs/mcp-clients.md");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Pages.Block> jsonBlocks() {
        return Pages.all().stream()
                .flatMap(page -> Pages.blocks(page).stream())
                .filter(block -> block.language().equals("json"));
    }

    static Stream<Pages.Block> configurations() {
        return Pages.blocks(CLIENTS).stream().filter(block -> block.language().equals("json"));
    }

    @ParameterizedTest
    @MethodSource("jsonBlocks")
    void isJson(Pages.Block block) throws JsonProcessingException {
        assertThat(JSON.readTree(block.text()).isContainerNode()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void startsThisProgramOrNamesItsAddress(Pages.Block block) throws JsonProcessingException {
        JsonNode root = JSON.readTree(block.text());
        JsonNode server = root.findPath("schema-registry");
        if (server.has("url")) {
            assertThat(server.path("url").asText()).isEqualTo("http://127.0.0.1:8765/mcp");
            assertThat(server.path("type").asText()).isEqualTo("http");
            assertThat(server.at("/headers/Authorization").asText()).matches("Bearer \\$\\{[A-Za-z_:-]+}");
            return;
        }
        assertThat(root).hasSize(1);
        List<String> arguments = new ArrayList<>();
        server.path("args").forEach(argument -> arguments.add(argument.asText()));

        assertThat(server.path("command").asText()).startsWith("/").endsWith("/schema-registry");
        assertThat(arguments).endsWith("mcp");
        assertThat(arguments.size() == 1 || arguments.get(0).equals("--registry"))
                .isTrue();
    }

    @Test
    void thereIsOneForEachCommonClient() {
        assertThat(configurations()).hasSizeGreaterThanOrEqualTo(6);
    }
}
