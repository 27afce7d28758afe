package dev.schemaregistry.examples.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.examples.deployment.Dockerfile.Instruction;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be said of the image without an engine that builds it. */
class DockerfileTest {
    private static NodeTools tools;
    private static Dockerfile dockerfile;

    @BeforeAll
    static void read() throws Exception {
        tools = NodeTools.fetched();
        dockerfile = Dockerfile.read(tools);
    }

    @Test
    void theLinterFindsNothing() throws Exception {
        NodeTools.Result lint = tools.node(
                tools.folder()
                        .resolve("node_modules/dockerfile-utils/bin/dockerfile-utils")
                        .toString(),
                "lint",
                "--json",
                Project.file("Dockerfile").toString());

        assertThat(lint.output().strip()).isEqualTo("[]");
    }

    @Test
    void everyBaseImageIsPinnedToARelease() {
        assertThat(dockerfile.all("FROM"))
                .hasSize(3)
                .allSatisfy(from -> assertThat(from.words().get(0)).matches("[a-z-]+:\\d+\\.\\d+\\.\\d+\\S*"));
    }

    @Test
    void itRunsAsAUserWithAFixedIdWhoOwnsTheVolumeAlone() {
        assertThat(dockerfile.last("USER").text()).isEqualTo("10001:10001");
        assertThat(dockerfile.last("VOLUME").text()).isEqualTo("/data");
        assertThat(runs()).contains("install -d -o 10001 -g 10001 -m 0700 /data");
        assertThat(dockerfile.environment()).containsEntry("SCHEMA_REGISTRY_HOME", "/data");
    }

    @Test
    void commandsAreInExecFormSoThatSignalsArrive() {
        assertThat(dockerfile.command("ENTRYPOINT")).containsExactly("/opt/schema-registry/schema-registry");
        assertThat(dockerfile.command("CMD")).startsWith("serve");
        assertThat(dockerfile.command("HEALTHCHECK"))
                .startsWith("curl")
                .last()
                .asString()
                .endsWith("/health");
    }

    @Test
    void nothingIsFetchedFromAddressesAndNoSecretIsBakedIn() throws Exception {
        assertThat(dockerfile.all("ADD")).isEmpty();
        assertThat(dockerfile.all("ARG")).isEmpty();
        assertThat(dockerfile.environment().keySet())
                .noneMatch(name -> name.matches(".*(TOKEN|PASSWORD|SECRET|KEY).*"));
        assertThat(String.join(" ", dockerfile.command("CMD"))).contains("--token file:/run/secrets/");
        assertThat(Files.readAllLines(Project.file(".dockerignore")))
                .as("all is left out but what is named")
                .contains("*")
                .noneMatch(line -> line.startsWith("!deploy") || line.startsWith("!.git"));
    }

    @Test
    void whatIsCopiedIsWhatTheBuildMakes() {
        List<Instruction> copies = dockerfile.all("COPY");
        assertThat(copies)
                .extracting(Instruction::text)
                .contains(
                        "/build/schema-registry /opt/schema-registry/schema-registry",
                        "/build/mcp-server/target/app /opt/schema-registry/app");
        assertThat(runs()).contains("-pl mcp-server -am package");
        assertThat(Project.file("schema-registry")).isExecutable();
    }

    @Test
    void itSaysWhatItIs() {
        assertThat(dockerfile.last("LABEL").text())
                .contains("org.opencontainers.image.title", "org.opencontainers.image.licenses");
        assertThat(dockerfile.last("EXPOSE").text()).isEqualTo("8765");
    }

    private static String runs() {
        return dockerfile.all("RUN").stream().map(Instruction::text).collect(Collectors.joining("\n"));
    }
}
