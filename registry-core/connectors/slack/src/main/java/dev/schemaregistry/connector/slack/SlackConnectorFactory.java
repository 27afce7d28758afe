package dev.schemaregistry.connector.slack;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.SourceConnectorFactory;
import java.util.Map;
import java.util.Set;

/**
 * Slack workspaces: channels and the shape of their messages, never a message.
 *
 * <p>Settings: {@code workspace}, {@code token} (a credential reference), {@code page_size} (channels a call, 200 unless said
 * otherwise), {@code request_timeout} (milliseconds a call), {@code rate_limit_wait} (seconds that a reading may wait in all when
 * Slack asks to come back later) and {@code endpoint} (another place of the Web API: https, or http on the loopback address). A URI is
 * {@code slack://workspace}; a token in it is taken out. Behind a {@code ?} may stand all but the first.
 */
public final class SlackConnectorFactory implements SourceConnectorFactory {
    @Override
    public String type() {
        return "slack";
    }

    @Override
    public Set<String> schemes() {
        return SlackUri.SCHEMES;
    }

    @Override
    public SourceAddress parse(String uri) {
        return SlackSettings.address(uri);
    }

    @Override
    public String credential() {
        return "token";
    }

    @Override
    public SourceConnector open(SourceId id, Map<String, String> settings, SecretResolver secrets) {
        return new SlackConnector(id, SlackSettings.of(settings), secrets);
    }
}
