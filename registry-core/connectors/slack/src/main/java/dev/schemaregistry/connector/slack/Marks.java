package dev.schemaregistry.connector.slack;

import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot.Gap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The mark of a listing: moves with what {@link ChannelTables} shows of a channel, with what may be read, and with nothing else. */
final class Marks {
    private static final String ALGORITHM = "slack-listing1";

    private Marks() {}

    static Fingerprint of(Workspace workspace) {
        MessageDigest digest = sha256();
        // The declared shapes too: a release that knows more fields reads every workspace once more.
        add(digest, MessageShape.FIELDS.toString(), UserTable.TABLE.toString(), "" + workspace.users());
        for (Gap gap : workspace.gaps()) {
            add(digest, gap.namespace(), gap.reason());
        }
        for (Channel channel : workspace.channels()) {
            add(digest, channel.id(), channel.name(), channel.topic(), channel.purpose());
            add(
                    digest,
                    List.of(channel.isPrivate(), channel.archived(), channel.externallyShared())
                            .toString());
        }
        return new Fingerprint(ALGORITHM, HexFormat.of().formatHex(digest.digest()));
    }

    /** Each with its length before it, so that no two run into each other. */
    private static void add(MessageDigest digest, String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
