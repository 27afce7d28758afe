package dev.schemaregistry.connector.mongodb;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Sorts;
import dev.schemaregistry.infer.Observed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Documents of one collection in a fixed order: one half from the beginning, one half from the end. Old documents alone would never
 * show a field that was added to new ones, new ones alone would forget what old ones hold.
 *
 * @param documents their shapes, without any value
 * @param complete whether these are all the documents there are
 */
record Sample(List<Observed.Document> documents, boolean complete) {
    /** Documents beyond this many bytes are left out, so that a few huge ones cannot fill the memory. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private static final int BATCH = 50;
    static final Sample NONE = new Sample(List.of(), false);

    /** @param key what gives the documents their order, with an index on it */
    static Sample fromBothEnds(MongoCollection<RawBsonDocument> collection, String key, int size, Duration limit) {
        Taking taking = new Taking(limit);
        int half = (size + 1) / 2;
        int came = taking.take(collection, Sorts.ascending(key), half);
        // A limit of 0 would be none.
        if (came == half && size > half) {
            taking.take(collection, Sorts.descending(key), size - half);
        }
        return taking.sample();
    }

    /** The first documents in the order in which they come, for what has no order of its own. */
    static Sample fromTheBeginning(MongoCollection<RawBsonDocument> collection, int size, Duration limit) {
        Taking taking = new Taking(limit);
        taking.take(collection, null, size);
        return taking.sample();
    }

    /** Collects; confined to one reading. */
    private static final class Taking {
        private final Duration limit;
        private final List<Observed.Document> documents = new ArrayList<>();
        private final Set<BsonValue> ids = new HashSet<>();
        private long bytes;
        private boolean met;
        private boolean cut;

        Taking(Duration limit) {
            this.limit = limit;
        }

        /** Takes documents until one comes again; returns how many came. */
        int take(MongoCollection<RawBsonDocument> collection, @Nullable Bson order, int most) {
            int came = 0;
            try (MongoCursor<RawBsonDocument> cursor = collection
                    .find()
                    .sort(order)
                    .limit(most)
                    .batchSize(BATCH)
                    .maxTime(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .cursor()) {
                while (cursor.hasNext() && !cut) {
                    came++;
                    add(cursor.next());
                    if (met) {
                        return came;
                    }
                }
            }
            met = met || (came < most && !cut);
            return came;
        }

        private void add(RawBsonDocument document) {
            BsonValue id = document.get("_id", BsonNull.VALUE);
            if (!id.isNull() && !ids.add(id)) {
                met = true;
                return;
            }
            bytes += document.getByteBuffer().remaining();
            cut = bytes > MOST_BYTES;
            documents.add(MongoTypes.observed(document));
        }

        Sample sample() {
            return new Sample(List.copyOf(documents), met);
        }
    }
}
