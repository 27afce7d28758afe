package dev.schemaregistry.connector.qdrant;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.TableSelection;
import java.util.Optional;

/**
 * One Qdrant server. Keeps its channel between calls; the key is resolved for each reading and kept nowhere.
 *
 * <p>The fingerprint reads what a discovery reads, since Qdrant keeps no mark of its own: it spares the judging and the writing.
 */
final class QdrantConnector implements SourceConnector {
    private final SourceId id;
    private final QdrantSettings settings;
    private final SecretResolver secrets;
    private final KeptChannel channel;

    QdrantConnector(SourceId id, QdrantSettings settings, SecretResolver secrets) {
        this.id = requireNonNull(id, "id");
        this.settings = requireNonNull(settings, "settings");
        this.secrets = requireNonNull(secrets, "secrets");
        channel = new KeptChannel(settings);
    }

    @Override
    public Snapshot discover() {
        return discover(TableSelection.ALL);
    }

    @Override
    public Snapshot discover(TableSelection selection) {
        return read("reading the schema", selection);
    }

    @Override
    public Fingerprint fingerprint() {
        return fingerprint(TableSelection.ALL);
    }

    @Override
    public Fingerprint fingerprint(TableSelection selection) {
        return SchemaMark.of(read("reading the fingerprint", selection));
    }

    @Override
    public boolean marksGaps() {
        return true;
    }

    @Override
    public void close() {
        channel.close();
    }

    private Snapshot read(String what, TableSelection selection) {
        String doing = what + " of source \"" + id + "\" at " + settings.place();
        Optional<String> key = settings.keyReference()
                .map(secrets::resolve)
                .map(Secret::reveal)
                .map(String::strip);
        requireSendable(doing, key);
        QdrantCalls calls = new QdrantCalls(channel.open(doing), settings.queryTimeout(), key);
        try {
            return new SnapshotReader(doing, calls, settings, key).read(selection);
        } catch (SourceException e) {
            if (e.code() == ErrorCode.SOURCE_UNREACHABLE) {
                // Else the channel would keep refusing for a while after the server is back.
                channel.drop();
            }
            throw e;
        }
    }

    private static void requireSendable(String doing, Optional<String> key) {
        if (key.filter(secret -> !secret.chars().allMatch(c -> c > ' ' && c < '\u007f'))
                .isPresent()) {
            throw new SourceException(
                    ErrorCode.SOURCE_DENIED, doing + " failed: the API key holds characters that no key of Qdrant has");
        }
    }
}
