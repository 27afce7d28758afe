package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Connectors;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.secrets.SecretReferences;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.spi.PushSetup;
import dev.schemaregistry.spi.SourceConnector;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a source push its changes. */
@Command(
        name = "install",
        description = {
            "Installs in a source what lets it tell of its changes, and prints what was run; the only command that writes to a",
            "source. PostgreSQL: event triggers, which need a superuser. --print writes nothing anywhere."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry watch install shop --print | psql …          review it, or run it yourself",
            "  schema-registry watch install shop --as postgres --credential env:ADMIN_PASSWORD",
            "  schema-registry watch install shop --remove --as postgres --credential env:ADMIN_PASSWORD"
        })
final class WatchInstallCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<source>", description = "The source's id.")
    @Nullable
    SourceId id;

    @Option(names = "--print", description = "Only print the script; the source is not contacted.")
    boolean print;

    @Option(names = "--remove", description = "Take away what was installed.")
    boolean remove;

    @Option(
            names = "--as",
            paramLabel = "<user>",
            description = "The role to do it as, for this once; else the source's own, which should not be allowed to.")
    @Nullable
    String user;

    @Option(
            names = "--credential",
            paramLabel = "<ref>",
            description = "Where that role's password is: " + SecretReferences.FORMS + ".")
    @Nullable
    String credential;

    WatchInstallCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Optional<String> password = password();
        Services services = session.services();
        services.holdConfiguredSecrets();
        DataSource source = services.registry().getDataSource(requireNonNull(id));
        try (SourceConnector connector = open(services.connectors(), source, password)) {
            PushSetup setup = connector
                    .pushSetup()
                    .orElseThrow(() -> new InvalidRequestException(
                            ErrorCode.UNSUPPORTED,
                            "source \"" + source.id() + "\" is of type " + source.type()
                                    + ", for which there is nothing to install"));
            if (!print) {
                run(setup);
                services.registry()
                        .audit(
                                "command line",
                                remove ? "push removed" : "push installed",
                                source.id().value(),
                                user == null ? "as the source's own role" : "as role " + user);
            }
            tell(source, remove ? setup.removeScript() : setup.installScript());
        }
        return 0;
    }

    private void run(PushSetup setup) {
        if (remove) {
            setup.remove();
        } else {
            setup.install();
        }
    }

    private SourceConnector open(Connectors connectors, DataSource source, Optional<String> password) {
        return user == null ? connectors.open(source) : connectors.openAs(source, user, password);
    }

    private Optional<String> password() {
        if (credential != null && user == null) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT, "--credential is a role's password; add --as <user> to name the role");
        }
        return Optional.ofNullable(credential).map(text -> Credentials.reference("--credential", text));
    }

    private void tell(DataSource source, String script) {
        session.answer(
                () -> {
                    ObjectNode node = Views.object();
                    node.put("source", source.id().value());
                    node.put("action", remove ? "remove" : "install");
                    return node.put("done", !print).put("script", script);
                },
                page -> page.block(script));
        if (!print) {
            session.hint(
                    remove
                            ? "removed from source \"" + source.id() + "\"; it is watched by the clock from now on"
                            : "installed in source \"" + source.id() + "\"; next: schema-registry watch "
                                    + source.id());
        }
    }
}
