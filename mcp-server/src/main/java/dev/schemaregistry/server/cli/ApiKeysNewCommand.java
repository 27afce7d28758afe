package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.access.ApiKey;
import dev.schemaregistry.server.access.NewApiKey;
import dev.schemaregistry.server.access.Scope;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a key; writes it nowhere. */
@Command(
        name = "new",
        description = {
            "Makes an API key, and the lines with which the configuration knows it.",
            "The key is shown this once: the configuration keeps only its hash. To revoke it, delete the lines;",
            "a server that runs follows within seconds."
        },
        footerHeading = "%nExample:%n",
        footer = "  schema-registry api-keys new planner --scope read --scope validate")
final class ApiKeysNewCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<name>", description = "Whose key it is: letters, digits, '.', '_' or '-'.")
    @Nullable
    String name;

    @Option(
            names = "--scope",
            paramLabel = "<scope>",
            required = true,
            description = "What it may do: read, validate, introspect or admin; may be repeated.")
    @Nullable
    List<String> scopes;

    @Option(
            names = "--expires",
            paramLabel = "<date>",
            description = "The last day on which it is valid, as 2027-06-30.")
    @Nullable
    LocalDate expires;

    ApiKeysNewCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        NewApiKey made = NewApiKey.make(
                checked(requireNonNull(name)),
                requireNonNull(scopes).stream().map(Scope::parse).collect(Collectors.toSet()),
                Optional.ofNullable(expires).map(ApiKey::endOf));
        session.answer(() -> json(made), page -> {
            page.line("the key, shown this once:")
                    .line(Span.bold(made.text().reveal()))
                    .line("");
            page.line("for the configuration:");
            lines(made.kept()).forEach(page::line);
        });
        return 0;
    }

    private static String checked(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "a key's name is 1 to 64 letters, digits, '.', '_' or '-', and begins with a letter or digit");
        }
        return name;
    }

    private static ObjectNode json(NewApiKey made) {
        ObjectNode node = Views.object()
                .put("key", made.text().reveal())
                .put("name", made.kept().name());
        node.put("sha256", made.kept().sha256());
        node.set("scopes", JsonText.tree(made.kept().scopeWords()));
        made.kept().expires().ifPresent(at -> node.put("expires", at.toString()));
        return node;
    }

    private List<String> lines(ApiKey key) {
        List<String> lines = new ArrayList<>(List.of(
                "access:",
                "  keys:",
                "    - name: " + key.name(),
                "      sha256: " + key.sha256(),
                "      scopes: " + key.scopeWords()));
        Optional.ofNullable(expires).ifPresent(day -> lines.add("      expires: " + day));
        return lines;
    }
}
