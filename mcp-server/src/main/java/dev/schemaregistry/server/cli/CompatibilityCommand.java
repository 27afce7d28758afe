package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.change.Compatibility;
import dev.schemaregistry.change.CompatibilityMode;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.ChangeText;
import dev.schemaregistry.server.view.CompatibilityView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whom going from one version of a table to another breaks. */
@Command(
        name = "compatibility",
        description = {
            "Says whether one version of a table may follow another without breaking readers; exit code 1 when not.",
            "FORWARD: who reads with the old schema, as every stored query does. BACKWARD: who reads old data with the",
            "new one. FULL: both. The _TRANSITIVE modes ask all versions up to <from>."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry compatibility shop.customers 1.0.0 2.0.0",
            "  schema-registry compatibility shop.customers 1.2.0 --mode FULL_TRANSITIVE"
        })
final class CompatibilityCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<source.table>", description = "The table.")
    @Nullable
    TableArgument table;

    @Parameters(index = "1", paramLabel = "<from>", description = "A version such as 1.0.0.")
    @Nullable
    SemanticVersion from;

    @Parameters(index = "2", arity = "0..1", paramLabel = "<to>", description = "A version; the latest when left out.")
    @Nullable
    SemanticVersion to;

    @Option(
            names = "--mode",
            paramLabel = "<mode>",
            defaultValue = "FORWARD",
            description = "NONE, BACKWARD, FORWARD, FULL, or one with _TRANSITIVE (default: ${DEFAULT-VALUE}).")
    String mode = "FORWARD";

    CompatibilityCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SchemaRegistry registry = session.services().registry();
        TableRef subject = requireNonNull(table).subject(registry);
        CompatibilityMode wanted = CompatibilityView.mode(mode);
        SemanticVersion last = to;
        TableVersion proposed =
                last == null ? registry.getLatestVersion(subject) : registry.getTableSchema(subject, last);
        Map<SemanticVersion, List<Compatibility.Finding>> objections =
                registry.checkCompatibility(subject, proposed.table(), requireNonNull(from), wanted);
        session.answer(() -> CompatibilityView.of(wanted, objections), page -> {
            page.line(
                    objections.isEmpty() ? Span.good("compatible ") : Span.bad("breaks readers "),
                    Span.bold(subject.text()),
                    Span.plain("  " + from + " → " + proposed.version() + "  " + wanted));
            objections.forEach((version, findings) -> findings.forEach(finding -> page.line("  " + version + "  "
                    + finding.direction().name().toLowerCase(Locale.ROOT) + "  "
                    + ChangeText.of(finding.change()))));
        });
        return objections.isEmpty() ? 0 : 1;
    }
}
