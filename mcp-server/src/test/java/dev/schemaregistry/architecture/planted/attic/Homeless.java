package dev.schemaregistry.architecture.planted.attic;

/** Lives in no room. */
class Homeless {}
