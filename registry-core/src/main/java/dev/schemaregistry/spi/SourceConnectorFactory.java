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
     * The URI that {@link #parse} takes, put together from parts that an operator wrote. What is not allowed is for {@code parse} to
     * refuse.
     */
    default String assemble(AddressParts parts) {
        return parts.uri(type());
    }

    /** Which of {@link SourceAddress#SECRET_KEYS} a source of this type is opened with, where only "the credential" is spoken of. */
    default String credential() {
        return "password";
    }

    /** Whether schemas are inferred from a sample, so that the setting {@code sample_size} is known. */
    default boolean samples() {
        return false;
    }

    /**
     * A connector for settings that {@link #parse} returned. Opens nothing yet: the first call that needs the source does.
     *
     * @param secrets resolves the values that {@link SourceAddress#SECRET_KEYS} name
     * @throws dev.schemaregistry.error.InvalidRequestException for settings this factory does not know or can't read
     */
    SourceConnector open(SourceId id, Map<String, String> settings, SecretResolver secrets);
}
