package dev.schemaregistry.connector.mongodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A command that only reads, rebuilt from the options that matter to a plan: nothing else of a text reaches a server.
 *
 * @param database the one it names by {@code $db}
 * @param collections those it reads, the first one first
 */
record ReadCommand(BsonDocument document, Optional<String> database, List<String> collections) {
    /** The commands that may be explained, with the options that are passed on. */
    private static final Map<String, Set<String>> PASSED_ON = Map.of(
            "find",
            Set.of("filter", "sort", "projection", "hint", "skip", "limit", "min", "max", "collation", "let"),
            "aggregate",
            Set.of("pipeline", "hint", "collation", "let", "allowDiskUse"),
            "count",
            Set.of("query", "hint", "skip", "limit", "collation"),
            "distinct",
            Set.of("key", "query", "hint", "collation"));

    /** What changes no plan, and is known not to be a mistake. */
    private static final Set<String> LEFT_OUT = Set.of(
            "$db",
            "$readPreference",
            "allowDiskUse",
            "allowPartialResults",
            "apiDeprecationErrors",
            "apiStrict",
            "apiVersion",
            "awaitData",
            "batchSize",
            "bypassDocumentValidation",
            "comment",
            "cursor",
            "exhaust",
            "explain",
            "fields",
            "includeQueryStatsMetrics",
            "maxTimeMS",
            "noCursorTimeout",
            "oplogReplay",
            "rawData",
            "readConcern",
            "returnKey",
            "showRecordId",
            "singleBatch",
            "tailable");

    ReadCommand {
        collections = List.copyOf(collections);
    }

    /**
     * The command that a text asks for, or asks to be explained.
     *
     * @throws RefusedCommand when the text is anything but one read of one database
     */
    static ReadCommand of(String text) throws RefusedCommand {
        BsonDocument document = CommandText.read(text);
        if (!document.getFirstKey().equals("explain")) {
            return of(document, findDatabase(document));
        }
        BsonDocument explained = BsonText.document(document, "explain");
        if (explained.isEmpty()) {
            throw RefusedCommand.of("42601", "explain takes a command");
        }
        Optional<String> outer = findDatabase(document);
        return of(explained, outer.isPresent() ? outer : findDatabase(explained));
    }

    private static Optional<String> findDatabase(BsonDocument document) throws RefusedCommand {
        BsonValue database = document.get("$db");
        if (database != null && !database.isString()) {
            throw RefusedCommand.of("42601", "$db is the name of a database");
        }
        return Optional.ofNullable(database).map(name -> name.asString().getValue());
    }

    private static ReadCommand of(BsonDocument command, Optional<String> database) throws RefusedCommand {
        String name = command.getFirstKey();
        Set<String> passedOn = PASSED_ON.get(name);
        if (passedOn == null) {
            throw RefusedCommand.of(
                    "POLICY_NOT_A_READ",
                    "a dry run takes find, aggregate, count and distinct, and this is \"" + MongoFailures.oneLine(name)
                            + '"');
        }
        BsonDocument rebuilt = new BsonDocument(name, command.get(name));
        for (Map.Entry<String, BsonValue> option : command.entrySet()) {
            if (passedOn.contains(option.getKey())) {
                rebuilt.append(option.getKey(), option.getValue());
            } else if (!option.getKey().equals(name) && !LEFT_OUT.contains(option.getKey())) {
                throw RefusedCommand.of(
                        "42601", "the command " + name + " takes no \"" + MongoFailures.oneLine(option.getKey()) + '"');
            }
        }
        if (name.equals("aggregate")) {
            rebuilt.append("cursor", new BsonDocument());
        }
        return new ReadCommand(rebuilt, database, collections(rebuilt));
    }

    private static List<String> collections(BsonDocument command) throws RefusedCommand {
        CommandParts parts = CommandParts.of(command);
        BsonValue first = command.values().iterator().next();
        if (first.isNumber()) {
            throw RefusedCommand.unverified(
                    "0A000", "a command without a collection names nothing that the source could be asked about");
        }
        if (!first.isString()) {
            throw RefusedCommand.of("42601", "a collection is named by a text");
        }
        return parts.collections(first.asString().getValue());
    }
}
