package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The collections of one source with the shapes of their documents. Safe to share between threads. */
final class MongoSchema {
    private final SchemaContext context;
    private static final Pattern VERSION = Pattern.compile("\\b([0-9]{1,3}\\.[0-9]{1,3})");

    private final Optional<String> version;
    private final Map<TableName, Shape> shapes = new ConcurrentHashMap<>();

    MongoSchema(SchemaContext context) {
        this.context = context;
        Matcher matcher = VERSION.matcher(context.engine());
        this.version = matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    SchemaContext context() {
        return context;
    }

    /** Whether the source's server is known to be older than a version such as {@code 5.0}. */
    boolean isOlderThan(String since) {
        return version.isPresent() && compare(version.get(), since) < 0;
    }

    private static int compare(String left, String right) {
        String[] ours = left.split("\\.", -1);
        String[] theirs = right.split("\\.", -1);
        int major = Integer.compare(Integer.parseInt(ours[0]), Integer.parseInt(theirs[0]));
        return major != 0 ? major : Integer.compare(Integer.parseInt(ours[1]), Integer.parseInt(theirs[1]));
    }

    /** The collections of that name in a database; in any where none is named and the source has no default one. */
    List<Table> named(Optional<String> database, String name) {
        if (name.isEmpty()) {
            return List.of();
        }
        String wanted = database.orElse(context.defaultNamespace());
        if (wanted.isEmpty()) {
            return context.tables().stream()
                    .filter(table -> table.name().name().equals(name))
                    .toList();
        }
        return context
                .findTable(wanted, name)
                .or(() -> context.findTable(new TableName("", name))
                        .filter(table -> context.defaultNamespace().isEmpty()))
                .stream()
                .toList();
    }

    /** Whether the source has collections in a database. */
    boolean hasDatabase(String name) {
        return name.equals(context.defaultNamespace())
                || context.tables().stream()
                        .anyMatch(table -> context.nativeNamespace(table.name()).equals(name));
    }

    /** The names of the collections of a database. */
    List<String> names(Optional<String> database) {
        String wanted = database.orElse(context.defaultNamespace());
        List<String> names = new ArrayList<>();
        for (Table table : context.tables()) {
            if (wanted.isEmpty() || context.nativeNamespace(table.name()).equals(wanted)) {
                names.add(table.name().name());
            }
        }
        return names;
    }

    Shape shape(Table table) {
        return shapes.computeIfAbsent(table.name(), name -> TableShapes.of(table));
    }
}
