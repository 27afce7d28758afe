package dev.schemaregistry.server.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Speaks HTTP with Vault: encrypted beyond this machine, within a time limit, following no redirect. Thread-safe. */
final class VaultHttp {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private final VaultSettings settings;
    private final String address;
    private final Duration timeout;
    private final HttpClient client;

    VaultHttp(VaultSettings settings) {
        this.settings = settings;
        this.address = checked(settings);
        this.timeout = settings.timeout().orElse(USUAL_TIMEOUT);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        settings.caCertificate().ifPresent(file -> builder.sslContext(trusting(file)));
        this.client = builder.build();
    }

    /** What came back; holds secrets. */
    record Answer(int status, String body) {
        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }

    /** @param path below {@code /v1/}, encoded */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("X-Vault-Request", "true");
        settings.namespace().ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
        return request;
    }

    Answer send(HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        try {
            // The request's own limit ends with the head of the answer; this one covers its body too.
            HttpResponse<String> got = answer.get(timeout.toMillis() * 2, TimeUnit.MILLISECONDS);
            return new Answer(got.statusCode(), got.body());
        } catch (ExecutionException failed) {
            throw LocalSecrets.unresolved(
                    "a credential from Vault can't be resolved: Vault at " + address + " can't be reached ("
                            + reason(failed) + "); check its address, network and certificate",
                    failed.getCause());
        } catch (TimeoutException silent) {
            answer.cancel(true);
            throw VaultClient.problem("Vault at " + address + " gave no answer in time; check its address and network");
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw VaultClient.problem("asking Vault was interrupted; run it again");
        }
    }

    private static String reason(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return cause == null ? "unknown" : cause.getClass().getSimpleName();
    }

    private static String checked(VaultSettings settings) {
        String text = settings.address()
                .orElseThrow(() -> VaultClient.problem(
                        "Vault's address is not known; set VAULT_ADDR, or vault.address in the configuration"));
        URI uri = parsed(text);
        String scheme = String.valueOf(uri.getScheme());
        boolean shaped = uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null;
        if (!shaped || !(scheme.equals("https") || scheme.equals("http"))) {
            throw malformed();
        }
        if (scheme.equals("http")
                && !settings.allowPlainHttp()
                && !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw VaultClient.problem("Vault's address is http:// on another machine, where secrets would travel"
                    + " readable; use https://, or say vault.allow_plain_http: true");
        }
        return text.replaceFirst("/+$", "");
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw malformed();
        }
    }

    private static dev.schemaregistry.error.InvalidRequestException malformed() {
        return VaultClient.problem("Vault's address is malformed; expected https://host:8200");
    }

    private static SSLContext trusting(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            Collection<? extends Certificate> authorities =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw LocalSecrets.unresolved(
                    "a credential from Vault can't be resolved: " + file
                            + " holds no certificates that can be read; check VAULT_CACERT or vault.ca_certificate",
                    unusable);
        }
    }
}
