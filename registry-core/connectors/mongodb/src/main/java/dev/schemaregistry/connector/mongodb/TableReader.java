package dev.schemaregistry.connector.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.EstimatedDocumentCountOptions;
import dev.schemaregistry.infer.SampledFields;
import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** Reads one collection, view or time series; used once. */
final class TableReader {
    private static final String ID = "_id";

    private final MongoCollection<RawBsonDocument> collection;
    private final CollectionInfo info;
    private final MongoSettings settings;
    private Sample sample = Sample.NONE;

    TableReader(MongoDatabase database, CollectionInfo info, MongoSettings settings) {
        collection = database.getCollection(info.name(), RawBsonDocument.class);
        this.info = info;
        this.settings = settings;
    }

    Table read(TableName name) {
        Optional<JsonSchema> declaration = info.findDeclaration();
        if (declaration.filter(JsonSchema::isClosed).isEmpty()) {
            sample = sample();
        }
        List<Field> sampled =
                SampledFields.of(sample.documents()).stream().map(this::marked).toList();
        List<Field> fields = declaration
                .map(schema -> DeclaredFields.with(schema.fields(), sampled))
                .orElse(sampled);
        return Table.builder(name, info.kind())
                .fields(fields)
                .primaryKey(findKey(fields))
                .checks(info.findValidator().map(validator -> new Check("validator", BsonText.of(validator))).stream()
                        .toList())
                .indexes(indexes())
                .comment(declaration.flatMap(JsonSchema::findComment))
                .definition(info.findPipeline())
                .provenance(
                        declaration.isPresent()
                                ? Provenance.DECLARED
                                : Provenance.inferred(sample.documents().size()))
                .stableId(info.findStableId())
                .properties(info.properties())
                .build();
    }

    /** The documents counted where all of them were sampled, else the server's estimate; nothing for a view. */
    Optional<TableStatistics> findStatistics(Instant now) {
        int sampled = sample.documents().size();
        if (sample.complete()) {
            return Optional.of(new TableStatistics(OptionalLong.of(sampled), OptionalLong.empty(), now));
        }
        if (info.kind() == TableKind.VIEW) {
            return Optional.empty();
        }
        try {
            long estimate = collection.estimatedDocumentCount(
                    new EstimatedDocumentCountOptions().maxTime(limit().toMillis(), TimeUnit.MILLISECONDS));
            // An estimate below what was met is stale, and must not pass for a full count.
            long atLeast = estimate < sampled ? sampled + 1L : estimate;
            return Optional.of(new TableStatistics(OptionalLong.of(atLeast), OptionalLong.empty(), now));
        } catch (MongoException e) {
            if (MongoFailures.isDenied(e) || MongoFailures.isTimeout(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Sample sample() {
        int size = settings.sampleSize();
        try {
            return info.kind() == TableKind.VIEW
                    ? Sample.fromTheBeginning(collection, size, limit())
                    : Sample.fromBothEnds(collection, info.orderedBy(), size, limit());
        } catch (MongoException e) {
            // A view may be arbitrarily slow, and its stages may fail; they are known all the same.
            if (info.kind() == TableKind.VIEW && (MongoFailures.isTimeout(e) || isOfItsStages(e))) {
                return Sample.NONE;
            }
            throw e;
        }
    }

    private static boolean isOfItsStages(MongoException failure) {
        return failure instanceof MongoCommandException && !MongoFailures.isDenied(failure);
    }

    /** Every document of a collection has its key, whatever the sample. */
    private Field marked(Field field) {
        return isKey(field) ? field.withNullable(false) : field;
    }

    private Optional<Key> findKey(List<Field> fields) {
        return fields.stream().filter(this::isKey).findFirst().map(field -> Key.of(IndexReader.PRIMARY, ID));
    }

    private boolean isKey(Field field) {
        return info.kind() == TableKind.COLLECTION && field.name().equals(ID);
    }

    private List<Index> indexes() {
        List<Index> indexes = new ArrayList<>();
        if (info.kind() == TableKind.VIEW) {
            return indexes;
        }
        collection
                .listIndexes(BsonDocument.class)
                .maxTime(limit().toMillis(), TimeUnit.MILLISECONDS)
                .forEach(row -> indexes.add(IndexReader.read(row)));
        indexes.removeIf(index -> index.name().equals(IndexReader.PRIMARY));
        return indexes;
    }

    private Duration limit() {
        return settings.commandTimeout();
    }
}
