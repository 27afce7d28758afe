package dev.schemaregistry.watch;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.spi.SourceConnector;

/** Finds and opens the connector of a registered source. Thread-safe. */
@FunctionalInterface
public interface ConnectorOpener {
    /**
     * A connector for one reading; the caller closes it.
     *
     * @throws dev.schemaregistry.error.InvalidRequestException when no connector knows the source's type, or its settings or
     *     credential references are not usable
     */
    SourceConnector open(DataSource source);
}
