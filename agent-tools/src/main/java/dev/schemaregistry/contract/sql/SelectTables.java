package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one SELECT reads from, and the conditions between; only names that were resolved before. */
final class SelectTables {
    private final PostgresSchema names;
    private final Set<String> commonTables;
    private final List<Item> items = new ArrayList<>();
    private final List<JsonNode> conditions = new ArrayList<>();
    private final List<Column[]> equalities = new ArrayList<>();
    private final List<List<Item>> connected = new ArrayList<>();

    /** @param commonTables names of WITH items, which are no tables */
    SelectTables(JsonNode select, PostgresSchema names, Set<String> commonTables) {
        this.names = names;
        this.commonTables = commonTables;
        select.path("fromClause").forEach(this::add);
        addConditions(select.path("whereClause"));
        conditions.forEach(this::addEquality);
    }

    private List<Item> add(JsonNode node) {
        JsonNode body = Tree.body(node);
        if (Tree.is(node, "JoinExpr")) {
            List<Item> left = add(body.path("larg"));
            List<Item> right = add(body.path("rarg"));
            addConditions(body.path("quals"));
            List<Item> both = new ArrayList<>(left);
            both.addAll(right);
            if (body.path("isNatural").asBoolean(false) || body.has("usingClause")) {
                connected.add(both);
                Tree.strings(body.path("usingClause")).forEach(column -> addUsing(column, left, right));
            }
            return both;
        }
        Item item = item(node, body);
        items.add(item);
        return List.of(item);
    }

    private Item item(JsonNode node, JsonNode body) {
        String name = body.path("relname").asText("");
        String alias = body.path("alias").path("aliasname").asText(name);
        boolean plain = Tree.is(node, "RangeVar") && (body.has("schemaname") || !commonTables.contains(name));
        Optional<Table> table =
                plain ? names.find(Optional.ofNullable(body.path("schemaname").textValue()), name) : Optional.empty();
        return new Item(items.size(), alias, table, Tree.location(body));
    }

    private void addUsing(String column, List<Item> left, List<Item> right) {
        List<Item> from = left.stream().filter(item -> item.has(column)).toList();
        List<Item> to = right.stream().filter(item -> item.has(column)).toList();
        if (from.size() == 1 && to.size() == 1) {
            equalities.add(new Column[] {new Column(from.get(0), column), new Column(to.get(0), column)});
        }
    }

    private void addConditions(JsonNode condition) {
        JsonNode and = condition.path("BoolExpr");
        if (and.path("boolop").asText("").equals("AND_EXPR")) {
            and.path("args").forEach(this::addConditions);
        } else if (!condition.isMissingNode()) {
            conditions.add(condition);
        }
    }

    private void addEquality(JsonNode condition) {
        if (isOperator(condition, "=")) {
            JsonNode body = condition.path("A_Expr");
            Optional<Column> left = column(body.path("lexpr"));
            Optional<Column> right = column(body.path("rexpr"));
            if (left.isPresent() && right.isPresent()) {
                equalities.add(new Column[] {left.get(), right.get()});
            }
        }
    }

    static boolean isOperator(JsonNode node, String operator) {
        JsonNode body = node.path("A_Expr");
        return body.path("kind").asText("").equals("AEXPR_OP")
                && Tree.strings(body.path("name")).equals(List.of(operator));
    }

    /** In the order of the text. */
    List<Item> items() {
        return items;
    }

    /** What must all be true, from WHERE and from joins. */
    List<JsonNode> conditions() {
        return conditions;
    }

    /** Pairs of columns that must be equal. */
    List<Column[]> equalities() {
        return equalities;
    }

    /** Items that a join by common columns connects. */
    List<List<Item>> connected() {
        return connected;
    }

    /** The column that an expression is, if it is one of a table here. */
    Optional<Column> column(JsonNode node) {
        JsonNode fields = node.path("ColumnRef").path("fields");
        List<String> parts = fields.isMissingNode() ? List.of() : Tree.strings(fields);
        if (parts.isEmpty() || parts.get(parts.size() - 1).isEmpty()) {
            return Optional.empty();
        }
        String name = parts.get(parts.size() - 1);
        String qualifier = parts.size() > 1 ? parts.get(parts.size() - 2) : "";
        List<Item> holders = items.stream()
                .filter(item -> qualifier.isEmpty() || item.alias.equals(qualifier))
                .filter(item -> item.has(name))
                .toList();
        return holders.size() == 1 ? Optional.of(new Column(holders.get(0), name)) : Optional.empty();
    }

    /** The columns anywhere in an expression; those of other levels are left out. */
    List<Column> columnsIn(JsonNode node) {
        List<Column> found = new ArrayList<>();
        collect(node, found);
        return found;
    }

    private void collect(JsonNode node, List<Column> found) {
        column(node).ifPresent(found::add);
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                collect(child, found);
            }
        }
    }

    /** The items that an expression speaks of, those included that are no tables. */
    Set<Item> itemsIn(JsonNode node) {
        Set<Item> found = new java.util.LinkedHashSet<>();
        columnsIn(node).forEach(column -> found.add(column.item));
        Mentions mentions = Mentions.of(node);
        items.stream()
                .filter(item -> mentions.qualifiers().contains(item.alias))
                .forEach(found::add);
        return found;
    }

    /** Something in FROM. */
    record Item(int number, String alias, Optional<Table> table, int location) {
        boolean has(String column) {
            return table.flatMap(known -> known.findField(column)).isPresent();
        }
    }

    /** A column of a table in FROM. */
    record Column(Item item, String name) {
        Table table() {
            return item.table.orElseThrow();
        }
    }
}
