package dev.schemaregistry.architecture.planted.format.one;

import dev.schemaregistry.architecture.planted.format.two.Other;

/** Knows another format. */
class Curious {
    String look(Other other) {
        return other.toString();
    }
}
