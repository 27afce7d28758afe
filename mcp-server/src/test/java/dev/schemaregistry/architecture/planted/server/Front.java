package dev.schemaregistry.architecture.planted.server;

/** Innocent: the others point at it. */
public class Front {}
