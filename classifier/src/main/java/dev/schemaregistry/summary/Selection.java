package dev.schemaregistry.summary;

import java.util.List;

/**
 * What a summary shows.
 *
 * @param leftOut how many tables are not even named
 */
record Selection(List<TableSelection> tables, int leftOut) {
    String leftOutText() {
        return leftOut + (leftOut == 1 ? " table" : " tables");
    }

    /** How many tables are shown without the types of their fields. */
    long brief() {
        return tables.stream().filter(TableSelection::brief).count();
    }

    Summary.Cut typesCut() {
        return new Summary.Cut("types of " + brief() + (brief() == 1 ? " table" : " tables"), "describe_table");
    }

    Summary.Cut leftOutCut() {
        return new Summary.Cut(leftOutText(), "list_sources or search_schema, or a larger max_tokens");
    }
}
