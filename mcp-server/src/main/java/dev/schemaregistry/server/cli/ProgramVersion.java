package dev.schemaregistry.server.cli;

import dev.schemaregistry.server.Services;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, and the Java it runs on. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"schema-registry " + Services.version(), "Java " + Runtime.version()};
    }
}
