package dev.schemaregistry.server.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, and the Java it runs on. */
final class ProgramVersion implements IVersionProvider {
    static String text() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("development build");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"schema-registry " + text(), "Java " + Runtime.version()};
    }
}
