package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.server.access.ApiKey;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Whose keys the configuration names; neither keys nor hashes. */
@Command(
        name = "list",
        description = "Lists the API keys of the configuration: names, scopes, expiry.",
        footerHeading = "%nExample:%n",
        footer = "  schema-registry api-keys list --json")
final class ApiKeysListCommand implements Callable<Integer> {
    private final Session session;

    ApiKeysListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<ApiKey> keys = session.services().configuration().access().keys();
        Instant now = session.services().clock().instant();
        session.answer(() -> Views.list("keys", keys, key -> view(key, now)), page -> {
            keys.forEach(key -> page.line(line(key, now)));
        });
        session.hint(keys.isEmpty() ? "next: schema-registry api-keys new <name> --scope read" : "");
        return 0;
    }

    private static JsonNode view(ApiKey key, Instant now) {
        ObjectNode node = Views.object().put("name", key.name());
        node.set("scopes", JsonText.tree(key.scopeWords()));
        key.expires().ifPresent(at -> node.put("expires", at.toString()));
        return node.put("valid", key.isValidAt(now));
    }

    private static String line(ApiKey key, Instant now) {
        String until = key.expires().map(at -> "until " + at).orElse("");
        return key.name() + "  " + String.join(", ", key.scopeWords()) + "  "
                + (key.isValidAt(now) ? until : "expired");
    }
}
