package dev.schemaregistry.connector.mongodb;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Looks through every part of a command, at any depth: for what may not be sent, and for the collections it reads. */
final class CommandParts {
    private static final String WRITE = "POLICY_WRITE";
    private static final String SCRIPT = "POLICY_FUNCTION";
    private static final String SERVER = "POLICY_NOT_A_READ";
    private static final String FOREIGN = "POLICY_UNREGISTERED_RELATION";

    /** What writes, runs JavaScript or tells of the server; refused wherever it stands, even where it would be a plain name. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("$out", WRITE),
            Map.entry("$merge", WRITE),
            Map.entry("$where", SCRIPT),
            Map.entry("$function", SCRIPT),
            Map.entry("$accumulator", SCRIPT),
            Map.entry("$backupCursor", SERVER),
            Map.entry("$backupCursorExtend", SERVER),
            Map.entry("$changeStream", SERVER),
            Map.entry("$changeStreamSplitLargeEvent", SERVER),
            Map.entry("$collStats", SERVER),
            Map.entry("$currentOp", SERVER),
            Map.entry("$indexStats", SERVER),
            Map.entry("$listCatalog", SERVER),
            Map.entry("$listClusterCatalog", SERVER),
            Map.entry("$listLocalSessions", SERVER),
            Map.entry("$listSampledQueries", SERVER),
            Map.entry("$listSearchIndexes", SERVER),
            Map.entry("$listSessions", SERVER),
            Map.entry("$operationMetrics", SERVER),
            Map.entry("$planCacheStats", SERVER),
            Map.entry("$querySettings", SERVER),
            Map.entry("$queryStats", SERVER),
            Map.entry("$shardedDataDistribution", SERVER));

    private static final String INTERNAL = "$_internal";

    /** The stages that read another collection, and the key that names it. */
    private static final Map<String, String> JOINS =
            Map.of("$lookup", "from", "$graphLookup", "from", "$unionWith", "coll");

    private final Set<String> joined = new LinkedHashSet<>();

    private CommandParts() {}

    /** @throws RefusedCommand when a part may not be sent */
    static CommandParts of(BsonDocument command) throws RefusedCommand {
        CommandParts parts = new CommandParts();
        parts.look(command);
        return parts;
    }

    /** The collections that are read, the given one first. */
    List<String> collections(String first) throws RefusedCommand {
        Set<String> all = new LinkedHashSet<>();
        all.add(readable(first));
        all.addAll(joined);
        return List.copyOf(all);
    }

    private void look(BsonValue value) throws RefusedCommand {
        if (value.isJavaScript() || value.isJavaScriptWithScope()) {
            throw RefusedCommand.of(SCRIPT, "the command holds JavaScript");
        }
        if (value.isArray()) {
            for (BsonValue item : value.asArray()) {
                look(item);
            }
        }
        if (value.isDocument()) {
            for (Map.Entry<String, BsonValue> entry : value.asDocument().entrySet()) {
                look(entry.getKey(), entry.getValue());
            }
        }
    }

    private void look(String name, BsonValue value) throws RefusedCommand {
        String code = name.startsWith(INTERNAL) ? SERVER : REFUSED.getOrDefault(name, "");
        if (!code.isEmpty()) {
            throw RefusedCommand.of(
                    code, "a dry run takes reads of collections only, and this holds " + MongoFailures.oneLine(name));
        }
        if (JOINS.containsKey(name)) {
            join(name, value);
        }
        look(value);
    }

    /** A join without a collection brings documents of its own; one that is named by a document may be of another database. */
    private void join(String stage, BsonValue value) throws RefusedCommand {
        if (value.isString()) {
            joined.add(readable(value.asString().getValue()));
        }
        if (!value.isDocument()) {
            return;
        }
        BsonValue named = value.asDocument().get(JOINS.getOrDefault(stage, ""));
        if (value.asDocument().containsKey("db") || (named != null && !named.isString())) {
            throw RefusedCommand.of(FOREIGN, stage + " names its collection by a text; other databases are not read");
        }
        if (named != null) {
            joined.add(readable(named.asString().getValue()));
        }
    }

    private static String readable(String collection) throws RefusedCommand {
        if (collection.isEmpty() || collection.startsWith("system.") || collection.indexOf('$') >= 0) {
            throw RefusedCommand.of(
                    FOREIGN, "\"" + MongoFailures.oneLine(collection) + "\" is no collection that may be read");
        }
        return collection;
    }
}
