package dev.schemaregistry.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.spi.SecretResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReferencesTest {
    private final SecretResolver resolver =
            SecretReferences.resolver(Map.of("DB_PASSWORD", "open sesame"), () -> VaultSettings.NOTHING);

    @TempDir
    Path folder;

    @Test
    void aVariableIsRead() {
        assertThat(resolver.resolve("env:DB_PASSWORD").reveal()).isEqualTo("open sesame");
    }

    @Test
    void aFileIsReadWithoutItsLastLineBreakAndAnewEachTime() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "first\n");
        assertThat(resolver.resolve("file:" + file).reveal()).isEqualTo("first");

        Files.writeString(file, "second");
        assertThat(resolver.resolve("file:" + file).reveal()).isEqualTo("second");
    }

    @Test
    void whatCannotBeResolvedIsNamed() {
        assertThatThrownBy(() -> resolver.resolve("env:NOT_SET")).hasMessageContaining("NOT_SET");
        assertThatThrownBy(() -> resolver.resolve("file:/nowhere/secret")).hasMessageContaining("/nowhere/secret");
    }

    @Test
    void vaultIsAReferenceToo() {
        assertThat(SecretReferences.isReference("vault:secret/crm#password")).isTrue();
        assertThatThrownBy(() -> resolver.resolve("vault:secret/crm#password")).hasMessageContaining("VAULT_ADDR");
        assertThatThrownBy(() -> resolver.resolve("vault:hunter2"))
                .hasMessageContaining("vault:mount/path#key")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void whatMayBeTheSecretItselfIsNotRepeated() {
        assertThatThrownBy(() -> resolver.resolve("hunter2")).message().doesNotContain("hunter2");
        assertThatThrownBy(() -> resolver.resolve("env:hunter 2")).message().doesNotContain("hunter");
    }
}
