package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.SelectTables.Column;
import dev.schemaregistry.contract.sql.SelectTables.Item;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How the tables of one SELECT go together. */
final class JoinAdvice {
    private static final Set<String> REPEATED = Set.of("sum", "avg", "count");

    private final Advice advice;
    private final SelectTables tables;

    JoinAdvice(Advice advice, SelectTables tables) {
        this.advice = advice;
        this.tables = tables;
    }

    void give(JsonNode select) {
        crossJoin();
        for (Item from : tables.items()) {
            for (Item to : tables.items()) {
                if (from.number() != to.number()
                        && from.table().isPresent()
                        && to.table().isPresent()) {
                    joinKey(from, to);
                }
            }
        }
        fanOut(select.path("targetList"), select);
        fanOut(select.path("havingClause"), select);
    }

    /** Only among tables: what a subquery or a function gives is often a single row. */
    private void crossJoin() {
        List<Item> items = tables.items();
        int[] group = new int[items.size()];
        for (int i = 0; i < group.length; i++) {
            group[i] = i;
        }
        tables.connected().forEach(both -> join(group, both));
        tables.conditions().forEach(condition -> join(group, tables.itemsIn(condition)));
        List<Item> real =
                items.stream().filter(item -> item.table().isPresent()).toList();
        for (int i = 1; i < real.size(); i++) {
            Item item = real.get(i);
            if (real.subList(0, i).stream().noneMatch(before -> group[before.number()] == group[item.number()])) {
                advice.warn(
                        Rule.ADVICE_CROSS_JOIN,
                        item.location(),
                        item.alias(),
                        "no condition connects \"" + item.alias() + "\" with \""
                                + real.get(0).alias() + "\": every row meets every row");
            }
        }
    }

    private static void join(int[] group, Iterable<Item> items) {
        int first = -1;
        for (Item item : items) {
            if (first < 0) {
                first = group[item.number()];
                continue;
            }
            int other = group[item.number()];
            for (int i = 0; i < group.length; i++) {
                group[i] = group[i] == other ? first : group[i];
            }
        }
    }

    private void joinKey(Item from, Item to) {
        List<Column[]> pairs = pairs(from, to);
        List<ForeignKey> keys = keys(from, to);
        if (pairs.isEmpty() || keys.isEmpty() || !keys(to, from).isEmpty()) {
            return;
        }
        if (keys.stream().noneMatch(key -> isWhole(key, pairs))) {
            ForeignKey key = keys.get(0);
            advice.warn(
                    Rule.ADVICE_JOIN_KEY,
                    to.location(),
                    to.alias(),
                    "\"" + from.alias() + "\" refers to \"" + to.alias() + "\" by (" + String.join(", ", key.fields())
                            + ") = (" + String.join(", ", key.referencedFields())
                            + "), and the join does not compare all of these");
        }
    }

    private List<ForeignKey> keys(Item from, Item to) {
        Table target = to.table().orElseThrow();
        return from.table().orElseThrow().foreignKeys().stream()
                .filter(key -> key.referencedTable().equals(target.name()))
                .toList();
    }

    private static boolean isWhole(ForeignKey key, List<Column[]> pairs) {
        for (int at = 0; at < key.fields().size(); at++) {
            String own = key.fields().get(at);
            String other = key.referencedFields().get(at);
            if (pairs.stream()
                    .noneMatch(
                            pair -> pair[0].name().equals(own) && pair[1].name().equals(other))) {
                return false;
            }
        }
        return true;
    }

    /** Columns compared between two items, the first item's first. */
    private List<Column[]> pairs(Item from, Item to) {
        List<Column[]> pairs = new ArrayList<>();
        for (Column[] pair : tables.equalities()) {
            if (pair[0].item().equals(from) && pair[1].item().equals(to)) {
                pairs.add(pair);
            } else if (pair[1].item().equals(from) && pair[0].item().equals(to)) {
                pairs.add(new Column[] {pair[1], pair[0]});
            }
        }
        return pairs;
    }

    private void fanOut(JsonNode node, JsonNode select) {
        JsonNode call = node.path("FuncCall");
        List<String> name = Tree.strings(call.path("funcname"));
        boolean repeated = !name.isEmpty()
                && REPEATED.contains(name.get(name.size() - 1))
                && !call.path("agg_distinct").asBoolean(false)
                && !call.has("over");
        if (repeated) {
            Set<Item> summed = new HashSet<>();
            tables.columnsIn(call.path("args")).forEach(column -> summed.add(column.item()));
            if (summed.size() == 1) {
                warnOfFanOut(summed.iterator().next(), name.get(name.size() - 1), call, select);
            }
        }
        for (JsonNode child : node) {
            if (child.isContainerNode() && !Tree.is(node, "SubLink")) {
                fanOut(child, select);
            }
        }
    }

    private void warnOfFanOut(Item summed, String function, JsonNode call, JsonNode select) {
        for (Item other : tables.items()) {
            boolean many = !other.equals(summed)
                    && other.table().isPresent()
                    && keys(other, summed).stream().anyMatch(key -> isWhole(key, pairs(other, summed)))
                    && !isUnique(other, summed)
                    && !isGroupedBy(other, select);
            if (many) {
                advice.warn(
                        Rule.ADVICE_FAN_OUT,
                        Tree.location(call),
                        function,
                        function + " counts a row of \"" + summed.alias() + "\" once for each row of \"" + other.alias()
                                + "\" that refers to it; aggregate before the join, or each by itself");
                return;
            }
        }
    }

    /** Whether at most one row of it meets a row of the other. */
    private boolean isUnique(Item many, Item one) {
        Set<String> compared = new HashSet<>();
        pairs(many, one).forEach(pair -> compared.add(pair[0].name()));
        return uniqueKeys(many.table().orElseThrow()).anyMatch(compared::containsAll);
    }

    private boolean isGroupedBy(Item many, JsonNode select) {
        Set<String> grouped = new HashSet<>();
        tables.columnsIn(select.path("groupClause")).stream()
                .filter(column -> column.item().equals(many))
                .forEach(column -> grouped.add(column.name()));
        return uniqueKeys(many.table().orElseThrow()).anyMatch(grouped::containsAll);
    }

    static Stream<List<String>> uniqueKeys(Table table) {
        return Stream.concat(table.primaryKey().stream(), table.uniqueKeys().stream())
                .map(Key::fields);
    }
}
