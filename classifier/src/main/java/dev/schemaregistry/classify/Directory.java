package dev.schemaregistry.classify;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableRef;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Which tables and sources there are and how they hang together, without their words. Immutable; built once for each state of
 * the index. Tables are numbered in the order of their references, sources in the order of their ids.
 */
public final class Directory {
    private static final int OWN_FIELDS_OF_LINKING = 1;

    private final List<SourceId> sources;
    private final List<TableEntry> tables;
    private final int[] sourceOfTable;
    private final int[] firstTable;
    private final int[] fieldCount;
    private final ForeignKeyGraph graph;

    /**
     * @param sources sorted by id
     * @param tables sorted by reference, each of one of the sources
     */
    public Directory(List<SourceId> sources, List<TableEntry> tables) {
        this(sources, tables, Optional.empty());
    }

    private Directory(List<SourceId> sources, List<TableEntry> tables, Optional<Directory> before) {
        this.sources = List.copyOf(sources);
        this.tables = List.copyOf(tables);
        this.sourceOfTable = new int[tables.size()];
        this.firstTable = new int[sources.size() + 1];
        this.fieldCount = new int[sources.size()];
        numberTables();
        this.graph = before.filter(this::hangsTogetherLike)
                .map(directory -> directory.graph)
                .orElseGet(() -> ForeignKeyGraph.of(this.tables));
    }

    /** A later state, which is cheap to make when tables and foreign keys are the same. */
    public Directory with(List<SourceId> laterSources, List<TableEntry> laterTables) {
        return new Directory(laterSources, laterTables, Optional.of(this));
    }

    private boolean hangsTogetherLike(Directory before) {
        if (tables.size() != before.tables.size()) {
            return false;
        }
        for (int table = 0; table < tables.size(); table++) {
            TableEntry now = tables.get(table);
            TableEntry then = before.tables.get(table);
            if (!now.ref().equals(then.ref()) || !now.references().equals(then.references())) {
                return false;
            }
        }
        return true;
    }

    private void numberTables() {
        int table = 0;
        for (int source = 0; source < sources.size(); source++) {
            firstTable[source] = table;
            while (table < tables.size() && tables.get(table).ref().source().equals(sources.get(source))) {
                fieldCount[source] += tables.get(table).fieldCount();
                sourceOfTable[table++] = source;
            }
        }
        firstTable[sources.size()] = table;
        if (table < tables.size()) {
            throw new IllegalArgumentException("table " + tables.get(table).ref() + " is out of order or of no source");
        }
    }

    public int sourceCount() {
        return sources.size();
    }

    public int tableCount() {
        return tables.size();
    }

    public SourceId source(int source) {
        return sources.get(source);
    }

    public TableEntry table(int table) {
        return tables.get(table);
    }

    /** The number of a source; below 0 when it is not there. */
    public int numberOf(SourceId id) {
        return Collections.binarySearch(sources, id);
    }

    /** The number of a table; -1 when it is not there. */
    public int numberOf(TableRef ref) {
        int low = 0;
        int high = tables.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = tables.get(middle).ref().compareTo(ref);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** The source of a table. */
    public int sourceOf(int table) {
        return sourceOfTable[table];
    }

    /** A source's first table; its tables are consecutive. */
    public int firstTable(int source) {
        return firstTable[source];
    }

    /** One past a source's last table. */
    public int endTable(int source) {
        return firstTable[source + 1];
    }

    /** How many fields all tables of a source have. */
    int fieldCount(int source) {
        return fieldCount[source];
    }

    /** Tables that a foreign key of either side connects with this one, ascending. */
    int[] neighbours(int table) {
        return graph.neighbours()[table];
    }

    /** The foreign keys between a table and its neighbour of the same place in {@link #neighbours}. */
    Links links(int table, int neighbourPlace) {
        return graph.links()[table][neighbourPlace];
    }

    /**
     * A table without its words.
     *
     * @param fieldCount nested fields included
     * @param naming whether some field holds what its rows are called
     * @param references its foreign keys
     */
    public record TableEntry(TableRef ref, TableKind kind, int fieldCount, boolean naming, List<Reference> references) {
        public TableEntry {
            references = List.copyOf(references);
        }

        /** Whether it mostly connects others: two foreign keys or more, and hardly a field besides. */
        boolean linking() {
            long keys = references.stream()
                    .flatMap(reference -> reference.fields().stream())
                    .distinct()
                    .count();
            return references.size() >= 2 && fieldCount - keys <= OWN_FIELDS_OF_LINKING;
        }
    }

    /** A foreign key: fields of the table that holds it, and what they refer to. */
    public record Reference(List<String> fields, TableRef target, List<String> targetFields) {
        public Reference {
            fields = List.copyOf(fields);
            targetFields = List.copyOf(targetFields);
        }
    }

    /** Foreign keys that connect one pair of tables. */
    record Links(List<Link> all) {
        Links {
            all = List.copyOf(all);
        }
    }

    /** A foreign key with the number of the table that holds it. */
    record Link(int holder, Reference reference) {}
}
