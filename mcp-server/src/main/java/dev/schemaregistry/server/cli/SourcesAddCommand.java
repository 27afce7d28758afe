package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.SourceDesk;
import dev.schemaregistry.server.config.ConfiguredAddress;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.SampleSize;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.spi.CommonSettings;
import dev.schemaregistry.spi.ProfileSettings;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.TableSelection;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import dev.schemaregistry.watch.IntrospectionResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "reference to it: --credential env:NAME, --credential file:/path or --credential vault:mount/path#key."
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
            names = "--credential",
            paramLabel = "<ref>",
            description = {
                "Where its secret is, whichever it takes: env:NAME, file:/path or",
                "vault:mount/path#key. --password, --token and --api-key name it."
            })
    @Nullable
    String credential;

    @Option(names = "--password", hidden = true, paramLabel = "<ref>")
    @Nullable
    String password;

    @Option(names = "--token", hidden = true, paramLabel = "<ref>")
    @Nullable
    String token;

    @Option(names = "--api-key", hidden = true, paramLabel = "<ref>")
    @Nullable
    String apiKey;

    @Option(
            names = "--include",
            paramLabel = "<pattern>",
            description = "Only tables that fit, such as public.*; * and ? are wildcards; may be repeated.")
    @Nullable
    List<String> include;

    @Option(names = "--exclude", paramLabel = "<pattern>", description = "No tables that fit; may be repeated.")
    @Nullable
    List<String> exclude;

    @Option(
            names = "--interval",
            paramLabel = "<time>",
            description = "How often a watcher looks: 30s, 15m, 1h, 1d or PT15M.")
    @Nullable
    String interval;

    @Option(
            names = "--sample-size",
            paramLabel = "<n>",
            description = "How much is looked at where a schema is inferred.")
    @Nullable
    Integer sampleSize;

    @Option(
            names = "--profile-values",
            paramLabel = "<which>",
            description = "Which values questions may name: off (default) or low_cardinality.")
    @Nullable
    String profileValues;

    @Option(
            names = "--profile-exclude",
            paramLabel = "<pattern>",
            description = "No values of fields that fit, such as orders.channel; may be repeated.")
    @Nullable
    List<String> profileExclude;

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
        ConfiguredSource wanted = wanted();
        Services services = session.creatingServices();
        SourceDesk.Registered registered = services.sources().register(wanted);
        boolean readNow = introspect == null ? registered.holdsSecret() : introspect;
        List<IntrospectionResult> results =
                readNow ? read(services, registered.source().id()) : List.of();
        tell(registered, results);
        return results.stream().anyMatch(result -> result.failure().isPresent()) ? 1 : 0;
    }

    private ConfiguredSource wanted() {
        Map<String, String> credentials = new HashMap<>();
        credential(credentials, ConfiguredSource.CREDENTIAL, "--credential", credential);
        credential(credentials, "password", "--password", password);
        credential(credentials, "token", "--token", token);
        credential(credentials, "api_key", "--api-key", apiKey);
        return new ConfiguredSource(
                requireNonNull(id),
                Optional.ofNullable(type),
                Optional.ofNullable(description),
                ConfiguredAddress.of(Secret.of(requireNonNull(url))),
                new CommonSettings(
                        new TableSelection(patterns(include), patterns(exclude)),
                        Optional.ofNullable(interval).map(CommonSettings::interval),
                        new ProfileSettings(
                                Optional.ofNullable(profileValues)
                                        .map(CommonSettings::profileMode)
                                        .orElse(ProfileSettings.Mode.OFF),
                                patterns(profileExclude))),
                new SampleSize(Optional.ofNullable(sampleSize).map(String::valueOf), Optional.empty()),
                credentials,
                Map.of(),
                0);
    }

    private static List<String> patterns(@Nullable List<String> given) {
        return given == null
                ? List.of()
                : given.stream()
                        .flatMap(text -> CommonSettings.patterns(text).stream())
                        .toList();
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
        if (registered.holdsSecret()) {
            session.warn(notStored(registered.held()));
        }
        if (results.isEmpty()) {
            session.hint(
                    "next: schema-registry introspect " + registered.source().id());
        }
    }

    private static String notStored(List<String> held) {
        String what = String.join(" and ", held).replace('_', ' ');
        String options = held.stream()
                .map(setting -> held.size() == 1 ? "credential" : setting.replace('_', '-'))
                .map(option -> "--" + option + " env:NAME")
                .collect(Collectors.joining(" "));
        return "the " + what + " in the address " + (held.size() == 1 ? "was" : "were")
                + " used for this run and not stored; for later runs add the source again with " + options
                + " (or file:/path, vault:mount/path#key)";
    }

    private static void credential(
            Map<String, String> credentials, String setting, String option, @Nullable String value) {
        if (value == null) {
            return;
        }
        credentials.put(setting, Credentials.reference(option, value));
    }
}
