package dev.schemaregistry.architecture.planted.change;

/** Innocent: a connector points at it. */
public class Differ {}
