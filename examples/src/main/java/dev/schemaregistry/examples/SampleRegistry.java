package dev.schemaregistry.examples;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.demo.SampleDatabases;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Five small databases and a registry that has read them: what every example starts from. */
final class SampleRegistry {
    private SampleRegistry() {}

    /** Makes the databases and {@code config.yaml} in a folder, and opens a registry on them. */
    static Services open(Path folder) throws IOException {
        SampleDatabases.create(folder);
        Files.writeString(folder.resolve("config.yaml"), SampleDatabases.configuration(folder));
        return read(folder);
    }

    // tag::open[]
    /** Opens the registry of a folder, registers the sources of its config.yaml and reads their schemas. */
    static Services read(Path folder) {
        Map<String, String> environment = Map.of("SCHEMA_REGISTRY_HOME", folder.toString());
        Places places = Places.of(Optional.empty(), Optional.empty(), environment, folder);
        Services services = new Services(places, environment, Clock.systemUTC());
        services.createIfMissing();
        services.sources().takeOver(services.configuration());
        services.introspection()
                .introspect(
                        services.registry().listDataSources().stream()
                                .map(DataSource::id)
                                .toList(),
                        IntrospectionLimits.DEFAULT,
                        IntrospectionListener.SILENT);
        return services;
    }
    // end::open[]

    /** Runs an example in a temporary folder and prints what it says. */
    static void run(Example example) {
        try (Services services = open(Files.createTempDirectory("schema-registry-example"))) {
            example.run(services, System.out);
        } catch (IOException denied) {
            throw new UncheckedIOException(denied);
        }
    }

    /** One example. */
    @FunctionalInterface
    interface Example {
        void run(Services services, PrintStream out);
    }
}
