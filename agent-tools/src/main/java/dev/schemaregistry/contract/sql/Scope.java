package dev.schemaregistry.contract.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the names of one query level mean while it is resolved. Confined to one thread. */
final class Scope {
    private final Optional<Scope> parent;
    private final Map<String, CommonTable> commonTables = new HashMap<>();
    private List<Entry> entries = new ArrayList<>();
    private Clause clause = Clause.TARGET;
    private boolean lateral;
    private boolean aggregated;
    private final Set<String> windows = new HashSet<>();

    Scope(Optional<Scope> parent) {
        this.parent = parent;
    }

    Optional<Scope> parent() {
        return parent;
    }

    Map<String, CommonTable> commonTables() {
        return commonTables;
    }

    List<Entry> entries() {
        return entries;
    }

    void setEntries(List<Entry> newEntries) {
        entries = newEntries;
    }

    Clause clause() {
        return clause;
    }

    void setClause(Clause newClause) {
        clause = newClause;
    }

    /** Whether the item being resolved may refer to items left of it. */
    boolean lateral() {
        return lateral;
    }

    void setLateral(boolean newLateral) {
        lateral = newLateral;
    }

    boolean aggregated() {
        return aggregated;
    }

    void setAggregated() {
        aggregated = true;
    }

    /** Names given in the WINDOW clause. */
    Set<String> windows() {
        return windows;
    }

    boolean owns(Relation relation) {
        return entries.stream().anyMatch(entry -> entry.relation == relation);
    }

    /**
     * A relation with what of it can be named.
     *
     * @param byName whether its name may stand before a dot
     * @param byColumn whether its columns may stand alone
     * @param lateralOnly visible only from a lateral item
     * @param reachable false where a lateral reference is seen but not allowed, as over a right join
     */
    record Entry(Relation relation, boolean byName, boolean byColumn, boolean lateralOnly, boolean reachable) {
        static Entry of(Relation relation) {
            return new Entry(relation, !relation.name().isEmpty(), true, false, true);
        }

        Entry hidden(boolean keepName) {
            return new Entry(relation, byName && keepName, false, lateralOnly, reachable);
        }

        Entry asLateral(boolean isReachable) {
            return new Entry(relation, byName, byColumn, true, isReachable);
        }

        Entry asVisible() {
            return new Entry(relation, byName, byColumn, false, true);
        }
    }

    /** Where in a query an expression stands; the words are those of the server's messages. */
    enum Clause {
        FROM_FUNCTION("functions in FROM"),
        FROM_SUBQUERY("FROM clause of their own query level"),
        JOIN("JOIN conditions"),
        WHERE("WHERE"),
        FILTER("FILTER"),
        HAVING("HAVING"),
        TARGET("the select list"),
        GROUP_BY("GROUP BY"),
        ORDER_BY("ORDER BY"),
        DISTINCT_ON("DISTINCT ON"),
        LIMIT("LIMIT"),
        VALUES("VALUES"),
        WINDOW("window definitions"),
        FRAME("window frames");

        private final String words;

        Clause(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean allowsAggregates() {
            return switch (this) {
                case HAVING, TARGET, ORDER_BY, DISTINCT_ON, WINDOW -> true;
                default -> false;
            };
        }

        boolean allowsWindows() {
            return switch (this) {
                case TARGET, ORDER_BY, DISTINCT_ON -> true;
                default -> false;
            };
        }

        boolean allowsSets() {
            return switch (this) {
                case TARGET, ORDER_BY, DISTINCT_ON, GROUP_BY, FROM_FUNCTION, VALUES, WINDOW -> true;
                default -> false;
            };
        }
    }
}
