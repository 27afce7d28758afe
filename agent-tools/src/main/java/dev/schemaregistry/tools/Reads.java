package dev.schemaregistry.tools;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the operations share: the registry, the time, and how to begin an answer. */
record Reads(SchemaRegistry registry, Clock clock) {
    private static final int MOST_SEARCHED = 10;

    /** An empty answer; each source's record is read once for it. */
    Draft draft(String noun) {
        Map<SourceId, Optional<Freshness>> known = new HashMap<>();
        Function<SourceId, Optional<Freshness>> read =
                id -> registry.findDataSource(id).map(this::freshness);
        return new Draft(noun, id -> known.computeIfAbsent(id, read));
    }

    Freshness freshness(DataSource source) {
        return new Freshness(source, clock.instant());
    }

    /** When nothing was found, the answer is as fresh as the sources that were searched, as long as they are few. */
    void aboutSearched(Draft draft, Collection<SourceId> allowed) {
        if (!allowed.isEmpty()) {
            allowed.stream().limit(MOST_SEARCHED).forEach(draft::about);
            return;
        }
        registry.listDataSources().stream()
                .limit(MOST_SEARCHED)
                .map(DataSource::id)
                .forEach(draft::about);
    }

    /** The table a caller means, also when written with its source in front, as other answers write it. */
    TableVersion table(DataSource source, String text) {
        String prefix = source.id().value() + '.';
        if (!text.startsWith(prefix) || isTable(source, text)) {
            return registry.resolveTable(source.id(), text);
        }
        return registry.resolveTable(source.id(), text.substring(prefix.length()));
    }

    private boolean isTable(DataSource source, String text) {
        try {
            return registry.listTables(source.id()).contains(TableName.parse(text));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** The table named as {@code source.table}. */
    TableVersion table(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || !SourceId.isValid(text.substring(0, dot))) {
            throw new NotFoundException(
                    ErrorCode.UNKNOWN_TABLE,
                    "table " + PlainText.quoted(text) + " names no source; write it as source.table");
        }
        return table(registry.getDataSource(new SourceId(text.substring(0, dot))), text);
    }
}
