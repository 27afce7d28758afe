package dev.schemaregistry.connector.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounter;
import dev.schemaregistry.profile.ValueCounts;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/**
 * Counts the texts that some fields hold in documents from both ends of a collection, as a schema is sampled. The server sends these
 * fields and no other.
 */
final class ValueReader {
    private static final String ID = "_id";
    private static final int BATCH = 500;

    private final MongoClient client;
    private final MongoSettings settings;
    private final ProfileLimits limits;

    ValueReader(MongoClient client, MongoSettings settings, ProfileLimits limits) {
        this.client = client;
        this.settings = settings;
        this.limits = limits;
    }

    List<ValueCounts> read(Table table, List<String> fields) {
        if (table.kind() == TableKind.VIEW || fields.isEmpty()) {
            return List.of();
        }
        String namespace = table.name().namespace();
        MongoCollection<RawBsonDocument> collection = client.getDatabase(
                        namespace.isEmpty() ? settings.database().orElse("") : namespace)
                .getCollection(table.name().name(), RawBsonDocument.class);
        String key = table.properties().getOrDefault("timeField", ID);
        Counting counting = new Counting(fields);
        int half = (limits.rows() + 1) / 2;
        boolean more = counting.take(collection, Sorts.ascending(key), half);
        // A limit of 0 would be none.
        if (more && limits.rows() > half) {
            counting.take(collection, Sorts.descending(key), limits.rows() - half);
        }
        return counting.counter.counted();
    }

    /** Collects; confined to one reading. */
    private final class Counting {
        private final ValueCounter counter = new ValueCounter(limits);
        private final Set<BsonValue> ids = new HashSet<>();
        private final List<String> fields;
        private final Bson projection;

        Counting(List<String> fields) {
            this.fields = fields;
            Set<String> names = new LinkedHashSet<>(fields);
            // The server refuses a field together with one inside of it.
            names.removeIf(name -> fields.stream().anyMatch(other -> name.startsWith(other + '.')));
            projection = Projections.include(List.copyOf(names));
        }

        /** Whether as many came as were asked for, and none of them again. */
        boolean take(MongoCollection<RawBsonDocument> collection, Bson order, int most) {
            Duration limit = settings.commandTimeout().compareTo(limits.timeout()) < 0
                    ? settings.commandTimeout()
                    : limits.timeout();
            int came = 0;
            try (MongoCursor<RawBsonDocument> cursor = collection
                    .find()
                    .projection(projection)
                    .sort(order)
                    .limit(most)
                    .batchSize(BATCH)
                    .maxTime(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .cursor()) {
                while (cursor.hasNext()) {
                    RawBsonDocument document = cursor.next();
                    BsonValue id = document.get(ID, BsonNull.VALUE);
                    if (!id.isNull() && !ids.add(id)) {
                        return false;
                    }
                    came++;
                    fields.forEach(field -> new Texts(field).add(document, field));
                }
            }
            return came == most;
        }

        /** Finds the texts at the end of a path, each once a document. */
        private final class Texts {
            private final String field;
            private final Set<String> seen = new HashSet<>();

            Texts(String field) {
                this.field = field;
            }

            void add(BsonDocument document, String path) {
                int dot = path.indexOf('.');
                BsonValue whole = document.get(path);
                BsonValue outer = dot > 0 ? document.get(path.substring(0, dot)) : null;
                if (whole != null) {
                    add(whole, "");
                } else if (outer != null) {
                    add(outer, path.substring(dot + 1));
                }
            }

            private void add(BsonValue value, String rest) {
                if (value.isArray()) {
                    value.asArray().forEach(item -> add(item, rest));
                } else if (value.isDocument() && !rest.isEmpty()) {
                    add(value.asDocument(), rest);
                } else if (value.isString()
                        && rest.isEmpty()
                        && seen.add(value.asString().getValue())) {
                    counter.add(field, value.asString().getValue());
                }
            }
        }
    }
}
