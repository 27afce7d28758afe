package dev.schemaregistry.connector.mongodb;

import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.OperationType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/**
 * The changes of a database, or of the whole cluster, since the last token, which is kept in memory.
 *
 * <p>Changes of the catalogue are always asked for. Writes are too, since one may bring a new shape, but without the documents, and
 * after the first of them for a while not at all: a busy collection then costs one look a minute, and what was written meanwhile
 * counts when the while is over, because the stream goes on from its token. Confined to one thread.
 */
final class ChangeStream {
    private static final List<String> CATALOGUE =
            List.of("create", "drop", "dropDatabase", "rename", "modify", "createIndexes", "dropIndexes", "invalidate");

    private static final List<String> WRITES = List.of("insert", "update", "replace");
    private static final Set<OperationType> WRITTEN =
            Set.of(OperationType.INSERT, OperationType.UPDATE, OperationType.REPLACE);

    private static final Duration WITHOUT_WRITES = Duration.ofMinutes(1);
    private static final long AWAIT_MILLIS = 1_000;

    private final Optional<String> database;
    private boolean expanded = true;
    private Optional<BsonDocument> token = Optional.empty();
    private Optional<BsonDocument> tokenOfWrites = Optional.empty();
    private Optional<Long> writesHeard = Optional.empty();

    /** @param database empty for the cluster */
    ChangeStream(Optional<String> database) {
        this.database = database;
    }

    /** Goes on without what only newer servers tell; false if that was so before. */
    boolean doWithoutExpandedEvents() {
        boolean before = expanded;
        expanded = false;
        return before;
    }

    /** Begins anew the next time, where there is no way back to the token. */
    void forget() {
        token = Optional.empty();
        tokenOfWrites = Optional.empty();
    }

    /**
     * Listens until there is a reason to open the stream anew.
     *
     * @throws com.mongodb.MongoException when the source ends it
     */
    void listen(MongoClient client, Runnable standing, Runnable changed, BooleanSupplier closed) {
        boolean writes = wantsWrites();
        try (MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> cursor =
                stream(client, writes).cursor()) {
            keepToken(cursor, writes);
            standing.run();
            boolean open = true;
            while (open && !closed.getAsBoolean() && writes == wantsWrites()) {
                open = hear(cursor, writes, changed);
            }
        }
    }

    /** Waits for an event; false when the stream has said its last. */
    private boolean hear(
            MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> cursor, boolean writes, Runnable changed) {
        ChangeStreamDocument<BsonDocument> event = cursor.tryNext();
        keepToken(cursor, writes);
        if (event == null) {
            return true;
        }
        if (WRITTEN.contains(event.getOperationType())) {
            writesHeard = Optional.of(System.nanoTime());
        }
        changed.run();
        if (event.getOperationType() == OperationType.INVALIDATE) {
            forget();
            return false;
        }
        return true;
    }

    private void keepToken(MongoChangeStreamCursor<?> cursor, boolean writes) {
        Optional.ofNullable(cursor.getResumeToken()).ifPresent(now -> {
            token = Optional.of(now);
            if (writes) {
                tokenOfWrites = token;
            }
        });
    }

    private boolean wantsWrites() {
        return writesHeard
                .map(heard -> System.nanoTime() - heard > WITHOUT_WRITES.toNanos())
                .orElse(true);
    }

    private ChangeStreamIterable<BsonDocument> stream(MongoClient client, boolean writes) {
        List<String> operations =
                writes ? Stream.concat(CATALOGUE.stream(), WRITES.stream()).toList() : CATALOGUE;
        List<Bson> pipeline = List.of(
                Aggregates.match(Filters.in("operationType", operations)),
                Aggregates.project(Projections.include("operationType", "ns")));
        ChangeStreamIterable<BsonDocument> stream = database.map(
                        name -> client.getDatabase(name).watch(pipeline, BsonDocument.class))
                .orElseGet(() -> client.watch(pipeline, BsonDocument.class))
                .maxAwaitTime(AWAIT_MILLIS, TimeUnit.MILLISECONDS);
        if (expanded) {
            stream.showExpandedEvents(true);
        }
        return (writes ? tokenOfWrites : token).map(stream::startAfter).orElse(stream);
    }
}
