package dev.schemaregistry.architecture.planted.spi;

/** Innocent: an SPI type to implement. */
public interface SourceConnector {}
