package dev.schemaregistry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.schemaregistry.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAddressTest {
    private static final Path HOME = Path.of("/home/somebody");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://user:hidden@host/db",
                " postgresql://user:hidden@host/db",
                "jdbc:mysql://user:hidden@host/db",
                "sqlite:mysql://user:hidden@host/db"
            })
    void theAddressOfAnotherKindOfServerIsNoPath(String address) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> RegistryAddress.of(Optional.of(address), HOME))
                .withMessageContaining("postgresql://")
                .withMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/data/team.db", "sqlite:/data/team.db", "jdbc:sqlite:/data/team.db", "sqlite:///data/team.db"})
    void aPathIsAFile(String address) {
        assertThat(RegistryAddress.of(Optional.of(address), HOME).file()).contains(Path.of("/data/team.db"));
    }

    @Test
    void aServerIsShownWithoutItsUserAndPassword() {
        assertThat(RegistryAddress.of(Optional.of("postgresql://user:hidden@host:1/db"), HOME))
                .hasToString("postgresql://host:1/db");
    }
}
