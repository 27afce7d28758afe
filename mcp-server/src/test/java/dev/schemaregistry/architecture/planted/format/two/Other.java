package dev.schemaregistry.architecture.planted.format.two;

/** Innocent: another format points at it. */
public class Other {}
