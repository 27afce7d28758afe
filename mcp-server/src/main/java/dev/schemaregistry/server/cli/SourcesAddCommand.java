package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.SourceDesk;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import dev.schemaregistry.watch.IntrospectionResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers a source. */
@Command(
        name = "add",
        description = {
            "Registers a data source, or describes a registered one anew.",
            "The address is taken apart; a password in it is used for this one run and never stored. Later runs need a",
            "reference to it: --credential env:NAME or --credential file:/path."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry sources add shop sqlite:./shop.db --description \"Web shop\"",
            "  schema-registry sources add crm postgresql://reader@db:5432/crm --credential env:CRM_PASSWORD --introspect"
        })
final class SourcesAddCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<id>", description = "The name to register it under, such as billing.")
    @Nullable
    SourceId id;

    @Parameters(
            index = "1",
            paramLabel = "<url>",
            description = "Its address, such as sqlite:./shop.db or postgresql://user@host/database.")
    @Nullable
    String url;

    @Option(
            names = "--type",
            paramLabel = "<type>",
            description = "The kind of source, where the address does not say it.")
    @Nullable
    String type;

    @Option(names = "--description", paramLabel = "<text>", description = "What it is about; helps to route questions.")
    @Nullable
    String description;

    @Option(
            names = {"--credential", "--password"},
            paramLabel = "<ref>",
            description = "Where the password is: env:NAME or file:/path.")
    @Nullable
    String password;

    @Option(names = "--token", paramLabel = "<ref>", description = "Where the token is: env:NAME or file:/path.")
    @Nullable
    String token;

    @Option(names = "--api-key", paramLabel = "<ref>", description = "Where the API key is: env:NAME or file:/path.")
    @Nullable
    String apiKey;

    @Option(
            names = "--introspect",
            negatable = true,
            description = "Read its schema at once (done by itself when the address holds a password).")
    @Nullable
    Boolean introspect;

    SourcesAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, String> credentials = new HashMap<>();
        credential(credentials, "password", "--credential", password);
        credential(credentials, "token", "--token", token);
        credential(credentials, "api_key", "--api-key", apiKey);
        Services services = session.creatingServices();
        SourceDesk.Registered registered = services.sources()
                .register(
                        requireNonNull(id),
                        Optional.ofNullable(type),
                        Secret.of(requireNonNull(url)),
                        Optional.ofNullable(description),
                        credentials);
        boolean readNow = introspect == null ? registered.holdsPassword() : introspect;
        List<IntrospectionResult> results =
                readNow ? read(services, registered.source().id()) : List.of();
        tell(registered, results);
        return results.stream().anyMatch(result -> result.failure().isPresent()) ? 1 : 0;
    }

    private static List<IntrospectionResult> read(Services services, SourceId source) {
        return services.introspection()
                .introspect(List.of(source), IntrospectionLimits.DEFAULT, IntrospectionListener.SILENT);
    }

    private void tell(SourceDesk.Registered registered, List<IntrospectionResult> results) {
        session.answer(
                () -> {
                    ObjectNode node = Views.object();
                    node.set(
                            "source",
                            Views.source(
                                    registered.source(),
                                    session.services()
                                            .registry()
                                            .listTables(registered.source().id())
                                            .size()));
                    node.put("isNew", registered.isNew());
                    results.forEach(result -> node.set("introspection", Views.introspection(result)));
                    return node;
                },
                page -> {
                    page.line(
                            Span.good(registered.isNew() ? "registered " : "updated "),
                            Span.bold(registered.source().id()),
                            Span.plain("  " + registered.source().type() + "  "
                                    + registered.source().uri()));
                    results.forEach(new ResultLine(page)::show);
                });
        if (registered.holdsPassword()) {
            session.warn(
                    "the password in the address was used for this run and is not stored; for later runs add it again with"
                            + " --credential env:NAME or --credential file:/path");
        }
        if (results.isEmpty()) {
            session.hint(
                    "next: schema-registry introspect " + registered.source().id());
        }
    }

    private static void credential(
            Map<String, String> credentials, String setting, String option, @Nullable String value) {
        if (value == null) {
            return;
        }
        credentials.put(setting, Credentials.reference(option, value));
    }
}
