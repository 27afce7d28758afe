package dev.schemaregistry.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTest {
    @TempDir
    Path root;

    @Test
    void aBareMachineIsNone() {
        assertThat(Container.detect(Map.of(), root).isInside()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".dockerenv", "run/.containerenv"})
    void theFileOfAnEngineShowsIt(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.createFile(root.resolve(file));

        Container seen = Container.detect(Map.of(), root);

        assertThat(seen.isInside()).isTrue();
        assertThat(seen.reason()).contains(file);
        assertThat(Container.detect(Map.of(Container.VARIABLE, "false"), root).isInside())
                .isFalse();
    }

    @Test
    void kubernetesAndControlGroupsShowIt() throws IOException {
        assertThat(Container.detect(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"), root)
                        .reason())
                .contains("KUBERNETES_SERVICE_HOST");

        Files.createDirectories(root.resolve("proc/1"));
        Files.writeString(root.resolve("proc/1/cgroup"), "0::/kubepods/besteffort/pod1\n");

        assertThat(Container.detect(Map.of(), root).isInside()).isTrue();
    }

    @Test
    void theVariableSaysIt() {
        assertThat(Container.detect(Map.of(Container.VARIABLE, "TRUE"), root).isInside())
                .isTrue();
        assertThatThrownBy(() -> Container.detect(Map.of(Container.VARIABLE, "perhaps"), root))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(Container.VARIABLE);
    }
}
