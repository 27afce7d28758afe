package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.SelectTables.Column;
import dev.schemaregistry.contract.sql.SelectTables.Item;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.profile.FieldPolicy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the outermost SELECT gives back. */
final class OutputAdvice {
    private static final int MOST_PERSONAL = 5;

    private final Advice advice;
    private final SelectTables tables;
    private final PostgresCatalog catalog;

    OutputAdvice(Advice advice, SelectTables tables, PostgresCatalog catalog) {
        this.advice = advice;
        this.tables = tables;
        this.catalog = catalog;
    }

    void give(JsonNode select) {
        List<Item> real =
                tables.items().stream().filter(item -> item.table().isPresent()).toList();
        if (real.isEmpty()) {
            return;
        }
        for (JsonNode target : select.path("targetList")) {
            star(target.path("ResTarget"));
        }
        personal(select);
        if (!select.has("limitCount") && !isBounded(select)) {
            advice.inform(
                    Rule.ADVICE_NO_LIMIT, -1, "", "the number of rows has no bound; add LIMIT unless all are wanted");
        }
    }

    private void star(JsonNode target) {
        if (isStar(target.path("val"))) {
            advice.inform(
                    Rule.ADVICE_SELECT_STAR,
                    Tree.location(target.path("val").path("ColumnRef")),
                    "*",
                    "* gives whatever columns there are; name those that are needed");
        }
    }

    private static boolean isStar(JsonNode value) {
        JsonNode fields = value.path("ColumnRef").path("fields");
        return fields.size() > 0 && fields.get(fields.size() - 1).has("A_Star");
    }

    private void personal(JsonNode select) {
        int found = 0;
        Set<Column> said = new HashSet<>();
        for (JsonNode target : select.path("targetList")) {
            JsonNode value = target.path("ResTarget").path("val");
            for (Column column :
                    isStar(value) ? all(value) : tables.column(value).stream().toList()) {
                String what =
                        FieldPolicy.personal(column.table(), column.name()).orElse("");
                if (!what.isEmpty() && said.add(column) && found++ < MOST_PERSONAL) {
                    advice.warn(
                            Rule.ADVICE_PERSONAL_DATA,
                            Tree.location(value.path("ColumnRef")),
                            column.name(),
                            "\"" + column.item().alias() + '.' + column.name() + "\" looks like " + what
                                    + "; leave it out unless it is needed");
                }
            }
        }
    }

    private List<Column> all(JsonNode star) {
        List<String> parts = Tree.strings(star.path("ColumnRef").path("fields"));
        String qualifier = parts.size() > 1 ? parts.get(parts.size() - 2) : "";
        return tables.items().stream()
                .filter(item -> item.table().isPresent())
                .filter(item -> qualifier.isEmpty() || item.alias().equals(qualifier))
                .flatMap(item -> item.table().orElseThrow().fields().stream()
                        .map(Field::name)
                        .map(name -> new Column(item, name)))
                .toList();
    }

    /** One row by its aggregates, or at most one of each table by its keys. */
    private boolean isBounded(JsonNode select) {
        boolean aggregated = !select.has("groupClause") && hasAggregate(select.path("targetList"));
        return aggregated || isPinned();
    }

    private boolean hasAggregate(JsonNode node) {
        JsonNode call = node.path("FuncCall");
        List<String> name = Tree.strings(call.path("funcname"));
        boolean aggregate = !name.isEmpty()
                && !call.has("over")
                && catalog.functions(name.get(name.size() - 1)).stream()
                        .anyMatch(function -> function.kind().isAggregate());
        if (aggregate) {
            return true;
        }
        for (JsonNode child : node) {
            if (child.isContainerNode() && !Tree.is(node, "SubLink") && hasAggregate(child)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the keys of all tables equal constants. */
    private boolean isPinned() {
        Map<Item, Set<String>> pinned = new HashMap<>();
        for (JsonNode condition : tables.conditions()) {
            JsonNode body = condition.path("A_Expr");
            if (SelectTables.isOperator(condition, "=")) {
                pin(body.path("lexpr"), body.path("rexpr"), pinned);
                pin(body.path("rexpr"), body.path("lexpr"), pinned);
            }
        }
        return tables.items().stream()
                .allMatch(item -> item.table().isPresent()
                        && JoinAdvice.uniqueKeys(item.table().orElseThrow())
                                .anyMatch(pinned.getOrDefault(item, Set.of())::containsAll));
    }

    private void pin(JsonNode side, JsonNode other, Map<Item, Set<String>> pinned) {
        if (tables.columnsIn(other).isEmpty()) {
            tables.column(side)
                    .ifPresent(column -> pinned.computeIfAbsent(column.item(), any -> new HashSet<>())
                            .add(column.name()));
        }
    }
}
