package dev.schemaregistry.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.testkit.SilentServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    private static final String TOKEN = "hvs.canary-root";

    private final Map<String, String> environment = new HashMap<>();
    private VaultServer vault;

    @TempDir
    Path folder;

    @BeforeEach
    void aVaultWithASecret() throws Exception {
        vault = new VaultServer();
        vault.tokens.put(TOKEN, true);
        vault.secrets.put("secret/data/crm/reader", Map.of("password", "canary-value", "port", 5432, "more", Map.of()));
        environment.put("VAULT_ADDR", vault.address());
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private SecretResolver resolver() {
        return SecretReferences.resolver(environment, () -> VaultSettings.NOTHING);
    }

    /** The refusal, which shows no secret, neither does its cause. */
    private static String refusal(SecretResolver resolver, String reference) {
        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> resolver.resolve(reference));
        assertThat(refused).as(reference).isNotNull();
        assertThat(refused.code()).isEqualTo(ErrorCode.UNRESOLVED_SECRET);
        StringWriter trace = new StringWriter();
        refused.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("canary");
        return refused.getMessage();
    }

    @Test
    void aTokenReadsAKeyAndAsksOncePerSecret() {
        environment.put("VAULT_TOKEN", TOKEN);
        SecretResolver resolver = resolver();

        assertThat(resolver.resolve("vault:secret/crm/reader#password").reveal())
                .isEqualTo("canary-value");
        assertThat(resolver.resolve("vault:secret/crm/reader#port").reveal()).isEqualTo("5432");
        assertThat(vault.requests).containsExactly("GET secret/data/crm/reader");
    }

    @Test
    void appRoleLogsInAndAgainWhenItsTokenIsRefused() throws Exception {
        vault.secrets.put("secret/data/other", Map.of("k", "v"));
        environment.put("VAULT_ROLE_ID", VaultServer.ROLE);
        environment.put(
                "VAULT_SECRET_ID_FILE",
                Files.writeString(folder.resolve("id"), VaultServer.SECRET_ID + "\n")
                        .toString());
        SecretResolver resolver = resolver();
        assertThat(resolver.resolve("vault:secret/crm/reader#password").reveal())
                .isEqualTo("canary-value");

        vault.tokens.clear();

        assertThat(resolver.resolve("vault:secret/other#k").reveal()).isEqualTo("v");
        assertThat(vault.logins).hasValue(2);
    }

    @Test
    void theConfigurationGoesBeforeTheVariables() {
        environment.put("VAULT_ADDR", "http://127.0.0.1:9");
        environment.put("VAULT_TOKEN", "hvs.another");
        environment.put("MY_SECRET_ID", VaultServer.SECRET_ID);
        vault.namespace = "team/data";
        VaultSettings said = new VaultSettings(
                Optional.of(vault.address() + "/"),
                Optional.of("team/data"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(VaultServer.ROLE),
                Optional.of(dev.schemaregistry.spi.Secret.of("env:MY_SECRET_ID")),
                Optional.empty(),
                Optional.empty(),
                false);

        SecretResolver resolver = SecretReferences.resolver(environment, () -> said);

        assertThat(resolver.resolve("vault:secret/crm/reader#password").reveal())
                .isEqualTo("canary-value");
    }

    @Test
    void whatIsMissingIsNamed() {
        environment.put("VAULT_TOKEN", TOKEN);
        SecretResolver resolver = resolver();

        assertThat(refusal(resolver, "vault:secret/crm/reader#passwrd"))
                .contains("secret/crm/reader", "\"passwrd\"", "password, port");
        assertThat(refusal(resolver, "vault:secret/crm/reader#more")).contains("no single value");
        assertThat(refusal(resolver, "vault:secret/nobody#password"))
                .contains("no such secret", "\"secret\"", "\"nobody\"");
        vault.tokens.clear();
        assertThat(refusal(resolver, "vault:secret/denied#password")).contains("denies", "secret/data/denied");
    }

    @Test
    void aTokenThatIsNoneIsNotRepeated() {
        environment.put("VAULT_TOKEN", "canary\nof two lines");

        assertThat(refusal(resolver(), "vault:secret/crm/reader#password")).contains("token", "VAULT_TOKEN");
    }

    @ParameterizedTest
    @CsvSource({"503, sealed", "501, not initialised", "307, redirect", "500, HTTP 500", "429, too many"})
    void whatVaultAnswersIsExplained(int status, String words) {
        environment.put("VAULT_TOKEN", TOKEN);
        vault.status = status;

        assertThat(refusal(resolver(), "vault:secret/crm/reader#password")).contains(words);
        assertThat(vault.requests).doesNotContain("GET elsewhere");
    }

    @Test
    void nonsenseIsNotRepeated() {
        environment.put("VAULT_TOKEN", TOKEN);
        vault.status = 200;
        vault.raw = "<html>canary</html>";

        assertThat(refusal(resolver(), "vault:secret/crm/reader#password")).contains("not JSON");
    }

    @Test
    void aWrongLoginAndNobodyAtAllAreSaid() {
        assertThat(refusal(resolver(), "vault:secret/crm/reader#password")).contains("VAULT_TOKEN", "VAULT_ROLE_ID");
        environment.put("VAULT_ROLE_ID", VaultServer.ROLE);
        assertThat(refusal(resolver(), "vault:secret/crm/reader#password")).contains("VAULT_SECRET_ID");
        environment.put("VAULT_SECRET_ID", "canary-wrong");
        assertThat(refusal(resolver(), "vault:secret/crm/reader#password")).contains("login by AppRole", "HTTP 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://vault.example:8200",
                "ftp://127.0.0.1",
                "vault:8200",
                "https://user:canary@127.0.0.1",
                "https://h/?canary",
                "http://127.0.0.1.example:8200"
            })
    void anAddressIsEncryptedOrOfThisMachine(String address) {
        environment.put("VAULT_TOKEN", TOKEN);
        environment.put("VAULT_ADDR", address);

        assertThat(refusal(resolver(), "vault:secret/crm/reader#password")).contains("https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault:secret#key", "vault:secret/crm", "vault:secret/../sys#x", "vault:secret/a//b#x"})
    void aReferenceHasItsForm(String reference) {
        assertThat(refusal(resolver(), reference)).contains("vault:mount/path#key");
    }

    @Test
    void stepsOfAPathStaySteps() {
        environment.put("VAULT_TOKEN", TOKEN);
        vault.secrets.put("secret/data/a%20b%3Fc", Map.of("k", "v"));

        assertThat(resolver().resolve("vault:secret/a b?c#k").reveal()).isEqualTo("v");
    }

    @Test
    void aDeadOrSilentVaultIsSaidInTime() throws Exception {
        environment.put("VAULT_TOKEN", TOKEN);
        vault.close();
        assertThat(refusal(resolver(), "vault:secret/crm/reader#password")).contains("can't be reached");

        try (SilentServer silent = SilentServer.start()) {
            VaultSettings said = new VaultSettings(
                    Optional.of("http://127.0.0.1:" + silent.port()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ofSeconds(1)),
                    false);
            assertThat(refusal(SecretReferences.resolver(environment, () -> said), "vault:secret/crm#x"))
                    .contains("Vault at http://127.0.0.1");
        }
    }

    @Test
    void aFileWithoutCertificatesIsNamed() throws Exception {
        environment.put("VAULT_TOKEN", TOKEN);
        environment.put(
                "VAULT_CACERT",
                Files.writeString(folder.resolve("ca.pem"), "canary").toString());

        assertThat(refusal(resolver(), "vault:secret/crm/reader#password")).contains("ca.pem", "VAULT_CACERT");
    }
}
