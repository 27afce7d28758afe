package dev.schemaregistry.connector.mongodb;

import static java.util.Objects.requireNonNull;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.ReadPreference;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterSettings;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.net.HostResolver;
import dev.schemaregistry.net.TargetRule;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SecretResolver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes clients from parts, never from a registered URI. The password is resolved for each client; the log of the driver gets no
 * documents. Thread-safe.
 */
final class MongoConnections {
    /** How much longer than the server's own limit the socket waits, for the server's answer to arrive. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** One thread reads, one watches. */
    private static final int MOST_CONNECTIONS = 3;

    /** Of each command and answer; 0 would be no limit. */
    private static final int LOGGED_CHARACTERS = 1;

    private final MongoSettings settings;
    private final SecretResolver secrets;

    MongoConnections(MongoSettings settings, SecretResolver secrets) {
        this.settings = requireNonNull(settings, "settings");
        this.secrets = requireNonNull(secrets, "secrets");
    }

    MongoSettings settings() {
        return settings;
    }

    /** A new client for one who reads and one who watches; it begins to look for servers at once, on threads of its own. */
    MongoClient open() {
        return open(MOST_CONNECTIONS);
    }

    /** The same for so many who ask at once. */
    MongoClient open(int mostConnections) {
        long patience = settings.connectTimeout().toMillis();
        long answer = settings.commandTimeout().plus(GRACE).toMillis();
        MongoClientSettings.Builder builder = MongoClientSettings.builder()
                .applicationName(settings.applicationName())
                .readPreference(ReadPreference.valueOf(settings.readPreference()))
                .retryReads(true)
                .retryWrites(false)
                .applyToLoggerSettings(logger -> logger.maxDocumentLength(LOGGED_CHARACTERS))
                .applyToClusterSettings(this::place)
                .inetAddressResolver(HostResolver.under(TargetRule.ANYWHERE_USUAL)::resolve)
                .applyToSocketSettings(socket -> socket.connectTimeout(patience, TimeUnit.MILLISECONDS)
                        .readTimeout(answer, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool ->
                        pool.maxSize(mostConnections).maxConnecting(1).maxWaitTime(patience, TimeUnit.MILLISECONDS))
                .applyToSslSettings(ssl -> ssl.enabled(settings.tls()));
        settings.user().ifPresent(user -> builder.credential(credential(user)));
        return MongoClients.create(builder.build());
    }

    private void place(ClusterSettings.Builder cluster) {
        if (settings.srv()) {
            cluster.srvHost(settings.hosts().get(0).name());
        } else {
            cluster.hosts(settings.hosts().stream()
                    .map(host -> new ServerAddress(host.name(), host.port()))
                    .toList());
            cluster.mode(isSingle() ? ClusterConnectionMode.SINGLE : ClusterConnectionMode.MULTIPLE);
        }
        settings.replicaSet().ifPresent(cluster::requiredReplicaSetName);
        cluster.serverSelectionTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isSingle() {
        return settings.directConnection()
                .orElse(settings.hosts().size() == 1 && settings.replicaSet().isEmpty());
    }

    private MongoCredential credential(String user) {
        Secret password = settings.passwordReference()
                .map(secrets::resolve)
                .orElseThrow(() -> new SourceException(
                        ErrorCode.SOURCE_DENIED,
                        "logging in at " + settings.place() + " as \"" + MongoFailures.oneLine(user)
                                + "\" failed: there is no password; give a credential reference such as env:NAME"));
        char[] characters = password.reveal().toCharArray();
        if (settings.authMechanism().isEmpty()) {
            return MongoCredential.createCredential(user, settings.authSource(), characters);
        }
        return settings.authMechanism().get().equals("SCRAM-SHA-1")
                ? MongoCredential.createScramSha1Credential(user, settings.authSource(), characters)
                : MongoCredential.createScramSha256Credential(user, settings.authSource(), characters);
    }
}
