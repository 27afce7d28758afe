package dev.schemaregistry.spi;

import dev.schemaregistry.model.SourceId;
import java.util.Map;
import java.util.Set;

/** Makes connectors of one type. Found by {@link java.util.ServiceLoader}; stateless and thread-safe. */
public interface SourceConnectorFactory {
    /** The word used in configuration and records, for example {@code postgres}. */
    String type();

    /** The URI schemes this factory takes apart, in lower case without colon, for example {@code postgresql}. */
    Set<String> schemes();

    /**
     * Takes a URI apart at the door: host, port, database and an allow-list of properties become settings; a password is
     * separated. The URI itself never reaches a driver.
     *
     * @throws dev.schemaregistry.error.InvalidRequestException naming the part that is missing, malformed or not allowed,
     *     without repeating a secret
     */
    SourceAddress parse(String uri);

    /**
     * A connector for settings that {@link #parse} returned. Opens nothing yet: the first call that needs the source does.
     *
     * @param secrets resolves the values that {@link SourceAddress#SECRET_KEYS} name
     * @throws dev.schemaregistry.error.InvalidRequestException for settings this factory does not know or can't read
     */
    SourceConnector open(SourceId id, Map<String, String> settings, SecretResolver secrets);
}
