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

    Summary.Cut leftOutCut() {
        return new Summary.Cut(leftOutText(), "list_sources or search_schema, or a larger max_tokens");
    }
}
