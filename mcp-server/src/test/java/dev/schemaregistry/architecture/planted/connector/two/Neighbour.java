package dev.schemaregistry.architecture.planted.connector.two;

/** Innocent: another connector points at it. */
public class Neighbour {}
