package dev.schemaregistry.policy;

import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The views that may pass on a withheld field: they read a table that has one, or such a view, and name the field or take all. A view
 * of documents takes all. When in doubt, the view may.
 */
final class WithheldViews {
    private static final Pattern ALL_FIELDS =
            Pattern.compile("(?:\\b(?:select|distinct|all)\\b|[,.])\\s*\\*", Pattern.CASE_INSENSITIVE);

    private final WithheldNames names;
    private final List<Table> views;
    private final Set<TableName> found = new HashSet<>();

    WithheldViews(WithheldNames names, List<Table> tables) {
        this.names = names;
        this.views =
                tables.stream().filter(table -> table.definition().isPresent()).toList();
    }

    Set<TableName> find() {
        int before;
        do {
            before = found.size();
            views.stream()
                    .filter(view -> passesOn(view, textOf(view)))
                    .map(Table::name)
                    .forEach(found::add);
        } while (found.size() > before);
        return Set.copyOf(found);
    }

    /** What the view reads may stand beside its definition. */
    private static String textOf(Table view) {
        return view.definition().orElse("")
                + '\n'
                + String.join("\n", view.properties().values());
    }

    private boolean passesOn(Table view, String definition) {
        boolean fromView = found.stream().anyMatch(other -> !other.equals(view.name()) && reads(definition, other));
        return fromView
                || names.byTable().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(view.name()))
                        .filter(entry -> reads(definition, entry.getKey()))
                        .anyMatch(entry -> takesAll(definition) || Mentions.any(definition, entry.getValue()));
    }

    private static boolean reads(String definition, TableName table) {
        return Mentions.any(definition, Set.of(table.name().toLowerCase(Locale.ROOT)));
    }

    private static boolean takesAll(String definition) {
        String text = definition.strip();
        return text.startsWith("[")
                || text.startsWith("{")
                || ALL_FIELDS.matcher(text).find();
    }
}
