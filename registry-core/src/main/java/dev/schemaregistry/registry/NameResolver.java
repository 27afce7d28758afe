package dev.schemaregistry.registry;

import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the table a person means among those of one source. */
final class NameResolver {
    private final String defaultNamespace;
    private final List<TableName> tables;

    NameResolver(String defaultNamespace, List<TableName> tables) {
        this.defaultNamespace = defaultNamespace;
        this.tables = tables;
    }

    Optional<TableName> resolve(String text) {
        Optional<TableName> written = parse(text);
        return written.filter(tables::contains)
                .or(() -> written.map(this::inDefaultNamespace).filter(tables::contains))
                .or(() -> only(text, name -> name.text().equalsIgnoreCase(text)))
                .or(() -> only(text, name -> name.name().equals(text)))
                .or(() -> only(text, name -> name.name().equalsIgnoreCase(text)));
    }

    private TableName inDefaultNamespace(TableName name) {
        return name.namespace().equals(defaultNamespace) ? TableName.of(name.name()) : name;
    }

    private Optional<TableName> only(String text, Predicate<TableName> wanted) {
        List<TableName> found = tables.stream().filter(wanted).toList();
        if (found.size() > 1) {
            throw new ConflictException(
                    ErrorCode.AMBIGUOUS_NAME,
                    "table name " + NearestNames.quoted(text) + " means several tables: "
                            + String.join(
                                    ", ",
                                    found.stream()
                                            .limit(10)
                                            .map(TableName::text)
                                            .toList())
                            + "; write one of them");
        }
        return found.stream().findFirst();
    }

    /** The name as it is written; empty when nobody writes names so. */
    static Optional<TableName> parse(String text) {
        try {
            return Optional.of(TableName.parse(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
