package dev.schemaregistry.architecture.planted.classify;

import dev.schemaregistry.architecture.planted.classify.index.Right;

/** One half of a cycle. */
public class Left {
    String other(Right right) {
        return right.toString();
    }
}
