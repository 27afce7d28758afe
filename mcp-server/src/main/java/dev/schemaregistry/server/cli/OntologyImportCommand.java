package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Adds many entities. */
@Command(
        name = "import",
        description = {
            "Adds or replaces the entities of a JSON file: a list, or what \"ontology list --json\" prints.",
            "Nothing is written unless every entry can be read."
        },
        footerHeading = "%nA file:%n",
        footer = {"  [{\"name\": \"Customer\", \"synonyms\": [\"client\"], \"tables\": [\"crm.accounts\"]}]"})
final class OntologyImportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<file>", description = "The file; - for standard input.")
    @Nullable
    String file;

    OntologyImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String name = requireNonNull(file);
        String text = QueryInput.read(
                name.equals("-") ? name : "@" + name, session.surroundings().in());
        List<OntologyEntity> entities = entities(name, text);
        SchemaRegistry registry = session.services().registry();
        entities.forEach(registry::upsertEntity);
        session.answer(
                () -> Views.object().put("imported", entities.size()),
                page -> page.line(Span.good("imported "), Span.plain(entities.size() + " entities")));
        return 0;
    }

    private static List<OntologyEntity> entities(String name, String text) {
        JsonNode root = JsonText.findTree(text)
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.INVALID_ARGUMENT, "file " + name + " is not one JSON document"));
        JsonNode list = root.isArray() ? root : root.path("entities");
        if (!list.isArray()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "file " + name
                            + " holds no list of entities; write [{\"name\": …, \"synonyms\": […], \"tables\": […]}]");
        }
        List<OntologyEntity> entities = new ArrayList<>();
        for (JsonNode entry : list) {
            try {
                entities.add(RegistryJson.readOntologyEntity(JsonText.compact(entry)));
            } catch (InvalidRequestException malformed) {
                throw new InvalidRequestException(
                        ErrorCode.INVALID_ARGUMENT,
                        "file " + name + ", entry " + (entities.size() + 1) + ": " + malformed.getMessage(),
                        malformed);
            }
        }
        return entities;
    }
}
