package dev.schemaregistry.classify;

import java.util.function.IntConsumer;

/** Nothing is remembered. */
record NoMemory() implements Memory {
    @Override
    public int size() {
        return 0;
    }

    @Override
    public Remembered question(int number) {
        throw new IndexOutOfBoundsException(number);
    }

    @Override
    public void holding(String root, IntConsumer numbers) {}

    @Override
    public int confirmedOf(int source) {
        return 0;
    }
}
