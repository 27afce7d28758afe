package dev.schemaregistry.testkit;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Change streams over what was done to the catalogue, with tokens to go on from. Thread-safe. */
final class MongoEvents {
    private static final Map<String, String> WORDS = Map.of(
            "insert", "insert",
            "update", "update",
            "create", "create",
            "drop", "drop",
            "dropDatabase", "dropDatabase",
            "renameCollection", "rename",
            "collMod", "modify",
            "createIndexes", "createIndexes",
            "dropIndexes", "dropIndexes");
    private static final long FIRST_CURSOR = 7_000_000_000L;
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final boolean replicaSet;
    private final List<Document> told = new ArrayList<>();
    private final Map<Long, Integer> positions = new HashMap<>();
    private final Map<Long, List<?>> wanted = new HashMap<>();
    private int forgotten;
    private long cursors = FIRST_CURSOR;

    MongoEvents(boolean replicaSet) {
        this.replicaSet = replicaSet;
    }

    synchronized void add(String database, String command, Document document) {
        String word = WORDS.get(command);
        if (word == null) {
            return;
        }
        Document namespace = new Document("db", database);
        if (!command.equals("dropDatabase")) {
            namespace.append("coll", String.valueOf(document.get(command)));
        }
        told.add(new Document("_id", token(told.size() + 1))
                .append("operationType", word)
                .append("ns", namespace));
        notifyAll();
    }

    synchronized void forget() {
        forgotten = told.size() + 1;
        positions.clear();
    }

    synchronized Optional<Document> findOpened(Document command) {
        if (!(DocumentParts.list(command, "pipeline").stream().findFirst().orElse(null) instanceof Document stage)
                || !(stage.get("$changeStream") instanceof Document options)) {
            return Optional.empty();
        }
        if (!replicaSet) {
            throw new MongoServerError(
                    40_573, "Location40573", "The $changeStream stage is only supported on replica sets");
        }
        Object from = options.containsKey("resumeAfter") ? options.get("resumeAfter") : options.get("startAfter");
        int position =
                from instanceof Document token ? Integer.parseInt(String.valueOf(token.get("_data")), 16) : told.size();
        if (from != null && position < forgotten) {
            throw new MongoServerError(
                    286, "ChangeStreamHistoryLost", "the resume point may no longer be in the oplog");
        }
        positions.put(++cursors, position);
        wanted.put(cursors, operations(command));
        return Optional.of(batch(cursors, "firstBatch", command));
    }

    synchronized Optional<Document> findMore(Document command) {
        long cursor = Long.parseLong(DocumentParts.text(command, "getMore"));
        if (cursor < FIRST_CURSOR) {
            return Optional.empty();
        }
        Integer position = positions.get(cursor);
        if (position == null) {
            throw new MongoServerError(43, "CursorNotFound", "cursor id " + cursor + " not found");
        }
        await(position);
        return Optional.of(batch(cursor, "nextBatch", command));
    }

    private void await(int position) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (position == told.size() && System.nanoTime() < end) {
                wait(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Document batch(long cursor, String key, Document command) {
        List<?> operations = wanted.getOrDefault(cursor, List.of());
        List<Document> events = told.subList(positions.getOrDefault(cursor, 0), told.size()).stream()
                .filter(event -> operations.contains(event.get("operationType")))
                .toList();
        positions.put(cursor, told.size());
        return MongoOverlay.ok()
                .append(
                        "cursor",
                        new Document("id", cursor)
                                .append("ns", command.get("$db") + ".$cmd.aggregate")
                                .append(key, events)
                                .append("postBatchResumeToken", token(told.size())));
    }

    /** What the stage behind the first one lets through: a $match on some kinds of operation is all that is understood. */
    private static List<?> operations(Document command) {
        Document stage = (Document) DocumentParts.list(command, "pipeline").get(1);
        Document condition = DocumentParts.document(DocumentParts.document(stage, "$match"), "operationType");
        return DocumentParts.list(condition, "$in");
    }

    private static Document token(int position) {
        return new Document("_data", Integer.toHexString(position));
    }
}
