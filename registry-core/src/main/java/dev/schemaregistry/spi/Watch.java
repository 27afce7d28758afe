package dev.schemaregistry.spi;

/** A running subscription to a source's hints; closing ends it. A hint may be lost or doubled: it is only a reason to look. */
public interface Watch extends AutoCloseable {
    @Override
    void close();
}
