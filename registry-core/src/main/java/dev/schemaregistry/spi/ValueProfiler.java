package dev.schemaregistry.spi;

import dev.schemaregistry.model.Table;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounts;
import java.util.List;

/**
 * Looks which values the fields of a table hold, within limits. Never writes. Reports, never judges: which fields may be asked for
 * was decided before, what may be kept is decided afterwards. One thread at a time.
 */
public interface ValueProfiler {
    /**
     * What each of the fields holds, as far as that is few distinct values; other fields, those that are gone, and those that may not
     * be read are left out. No other field is looked into. Two calls on an unchanged table return the same.
     *
     * @param table as it was discovered
     * @param fields names, or dotted paths of fields inside of documents
     * @throws dev.schemaregistry.error.SourceException when the source cannot be asked, or takes too long
     */
    List<ValueCounts> profile(Table table, List<String> fields, ProfileLimits limits);
}
