package dev.schemaregistry.server.agent;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolAnswer;
import dev.schemaregistry.tools.ToolTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each table as a resource {@code schema://source/table}, with the text of {@code describe_table}. Thread-safe, keeps nothing. */
public final class TableResources {
    public static final String TEMPLATE = TableUri.SCHEME + "{source}/{table}";
    public static final String TEMPLATE_NAME = "table schema";
    public static final String TEMPLATE_TITLE = "Schema of a table";
    public static final String TEMPLATE_TEXT =
            "Columns, keys and references of one table; a table name may be percent-encoded.";
    public static final String MIME_TYPE = "text/plain";
    public static final String SOURCE = "source";
    public static final String TABLE = "table";

    private static final int PAGE = 100;

    private final RegistryTools tools;
    private final SchemaRegistry registry;

    TableResources(RegistryTools tools, SchemaRegistry registry) {
        this.tools = tools;
        this.registry = registry;
    }

    /**
     * Some of the list.
     *
     * @param next where the next page begins; empty on the last
     */
    public record Page(List<TableResource> tables, Optional<String> next) {
        public Page {
            tables = List.copyOf(tables);
        }
    }

    /**
     * Tables in the order of their names, a hundred at a time.
     *
     * @param after the {@link Page#next()} of the page before; empty for the first
     * @throws InvalidRequestException when that is none
     */
    public Page list(Optional<String> after) {
        Optional<TableRef> last = after.map(TableResources::place);
        List<TableResource> found = new ArrayList<>();
        for (SourceId source : sourcesFrom(last)) {
            names(source).stream()
                    .map(name -> new TableRef(source, name))
                    .filter(ref -> last.map(place -> place.compareTo(ref) < 0).orElse(true))
                    .limit(PAGE + 1L - found.size())
                    .map(TableResource::new)
                    .forEach(found::add);
            if (found.size() > PAGE) {
                List<TableResource> page = found.subList(0, PAGE);
                return new Page(page, Optional.of(page.get(PAGE - 1).uri()));
            }
        }
        return new Page(found, Optional.empty());
    }

    private static TableRef place(String cursor) {
        try {
            return TableUri.find(cursor)
                    .map(uri -> TableRef.of(uri.source(), uri.table()))
                    .orElseThrow(() -> noCursor(null));
        } catch (IllegalArgumentException malformed) {
            throw noCursor(malformed);
        }
    }

    private static InvalidRequestException noCursor(@Nullable Throwable cause) {
        return new InvalidRequestException(
                ErrorCode.INVALID_ARGUMENT, "the cursor is none that this list gave; begin anew without one", cause);
    }

    private List<SourceId> sourcesFrom(Optional<TableRef> last) {
        return sources().stream()
                .filter(id ->
                        last.map(place -> place.source().compareTo(id) <= 0).orElse(true))
                .toList();
    }

    private List<SourceId> sources() {
        return registry.listDataSources().stream()
                .map(source -> source.id())
                .sorted()
                .toList();
    }

    /** In the order of references; of a source that went meanwhile, none. */
    private List<TableName> names(SourceId source) {
        try {
            return registry.listTables(source).stream().sorted().toList();
        } catch (NotFoundException gone) {
            return List.of();
        }
    }

    /** The text of a table; empty when the URI names none. */
    public Optional<String> read(String uri) {
        return TableUri.find(uri).flatMap(this::describe);
    }

    private Optional<String> describe(TableUri uri) {
        ToolAnswer answer = tools.call(ToolTexts.DESCRIBE_TABLE, Map.of(SOURCE, uri.source(), TABLE, uri.table()));
        return answer.isError() ? Optional.empty() : Optional.of(answer.text());
    }

    /** The table a URI means, however it spells the name; empty when there is none. */
    public Optional<TableRef> find(String uri) {
        try {
            return TableUri.find(uri)
                    .map(named -> registry.resolveTable(new SourceId(named.source()), named.table())
                            .ref());
        } catch (RegistryException unknown) {
            return Optional.empty();
        }
    }

    /** Ids of sources that begin like that. */
    public Completion completeSource(String prefix) {
        return Completion.of(sources().stream().map(SourceId::value).toList(), prefix);
    }

    /** Names of a source's tables that begin like that; none of a source that is not there. */
    public Completion completeTable(String source, String prefix) {
        if (!SourceId.isValid(source)) {
            return Completion.NONE;
        }
        return Completion.of(
                names(new SourceId(source)).stream().map(TableName::text).toList(), prefix);
    }
}
