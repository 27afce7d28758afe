package dev.schemaregistry.architecture.planted.classify.index;

import dev.schemaregistry.architecture.planted.classify.Left;

/** The other half of a cycle. */
public class Right {
    String other(Left left) {
        return left.toString();
    }
}
