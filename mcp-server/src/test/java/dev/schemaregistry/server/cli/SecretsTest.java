package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password that was given once is found nowhere: no stream, no file. */
class SecretsTest {
    private static final String CANARY = "canary-2fQ8xw";
    /** Nothing listens there. */
    private static final String SERVER = "127.0.0.1:9/crm";

    @TempDir
    Path folder;

    @Test
    void aPasswordInAnAddressIsUsedAndForgotten() {
        Shell shell = new Shell(folder);

        Shell.Result added =
                shell.run("sources", "add", "crm", "postgresql://reader:" + CANARY + "@" + SERVER, "-v", "-v");

        assertThat(added.code()).isOne();
        assertThat(added.err()).contains("not stored", "--credential env:NAME");
        assertNowhere(shell, added);
    }

    @Test
    void aPasswordInAMalformedAddressIsNotRepeated() {
        Shell shell = new Shell(folder);

        for (String address : List.of(
                "postgresql://reader:" + CANARY + "@:not-a-port/crm",
                "postgresql://reader:" + CANARY + "@" + SERVER + "?options=-c%20x",
                "mystery://reader:" + CANARY + "@host/crm",
                CANARY)) {
            Shell.Result result = shell.run("sources", "add", "crm", address, "-v", "-v");
            assertThat(result.code()).as(address).isEqualTo(2);
            assertNowhere(shell, result);
        }
    }

    @Test
    void aPasswordIsTakenOnlyAsAReference() {
        Shell shell = new Shell(folder).with("CRM_PASSWORD", CANARY);

        Shell.Result plain = shell.run("sources", "add", "crm", "postgresql://reader@" + SERVER, "--password", CANARY);
        assertThat(plain.code()).isEqualTo(2);
        assertNowhere(shell, plain);

        Shell.Result reference =
                shell.run("sources", "add", "crm", "postgresql://reader@" + SERVER, "--password", "env:CRM_PASSWORD");
        assertThat(reference.code()).isZero();
        assertThat(shell.run("sources", "show", "crm").out()).contains("env:CRM_PASSWORD");
        assertNowhere(shell, shell.run("introspect", "--json", "-v", "-v"));
    }

    @Test
    void aReferenceToNothingIsNamed() {
        Shell shell = new Shell(folder);
        shell.run("sources", "add", "crm", "postgresql://reader@" + SERVER, "--password", "env:NOT_SET_ANYWHERE");

        Shell.Result read = shell.run("introspect", "--json");

        assertThat(read.json().at("/sources/0/error/code").asText()).isEqualTo("UNRESOLVED_SECRET");
        assertThat(read.json().at("/sources/0/error/message").asText()).contains("NOT_SET_ANYWHERE");
    }

    @Test
    void aVariableInTheConfigurationStaysInTheProcess() throws IOException {
        Shell shell = new Shell(folder).with("CRM_PASSWORD", CANARY);
        Files.createDirectories(shell.registryFolder());
        Files.writeString(shell.registryFolder().resolve("config.yaml"), """
                sources:
                  - id: crm
                    url: postgresql://reader:${CRM_PASSWORD}@%s
                  - id: billing
                    url: postgresql://reader@%s
                    password: ${CRM_PASSWORD}
                """.formatted(SERVER, SERVER));

        assertNowhere(shell, shell.run("init"));
        assertNowhere(shell, shell.run("introspect", "-v", "-v"));
        assertNowhere(shell, shell.run("sources", "show", "crm", "--json"));
        assertNowhere(shell, shell.run("sources", "test", "billing", "-v", "-v"));
        assertNowhere(shell, shell.run("doctor", "--sources", "--json"));
        assertNowhere(shell, shell.run("changes", "--json"));
    }

    private static void assertNowhere(Shell shell, Shell.Result result) {
        assertThat(result.out()).doesNotContain(CANARY);
        assertThat(result.err()).doesNotContain(CANARY);
        if (!Files.exists(shell.registryFolder())) {
            return;
        }
        try (Stream<Path> files = Files.walk(shell.registryFolder())) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> assertThat(bytes(file)).as(file.toString()).doesNotContain(CANARY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
