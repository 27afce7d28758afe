package dev.schemaregistry.architecture.planted.connector.one;

import dev.schemaregistry.architecture.planted.change.Differ;
import dev.schemaregistry.architecture.planted.connector.two.Neighbour;
import dev.schemaregistry.architecture.planted.spi.SourceConnector;

/** Shows itself, knows its neighbour, and judges. */
public class PublicConnector implements SourceConnector {
    String judge(Neighbour neighbour, Differ differ) {
        return neighbour + " " + differ;
    }
}
