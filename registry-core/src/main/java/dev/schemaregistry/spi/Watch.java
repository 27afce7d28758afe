package dev.schemaregistry.spi;

/** A running subscription to a source's hints; closing ends it. After {@code close} the listener hears nothing more. */
public interface Watch extends AutoCloseable {
    @Override
    void close();
}
