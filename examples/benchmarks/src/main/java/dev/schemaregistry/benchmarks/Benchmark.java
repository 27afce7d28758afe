package dev.schemaregistry.benchmarks;

/** Something worth measuring. */
interface Benchmark {
    String name();

    Report run(Setting setting);
}
