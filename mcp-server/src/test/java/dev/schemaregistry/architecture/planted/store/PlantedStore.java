package dev.schemaregistry.architecture.planted.store;

/** Innocent: a tool points at it. */
public class PlantedStore {}
