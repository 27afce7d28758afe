package dev.schemaregistry.connector.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Snapshot.Gap;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.spi.TableSelection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;

/**
 * Reads databases one after the other, collection by collection; what was read of one is all that is kept while the next is read. A
 * database or collection that our user may not read becomes a gap.
 */
final class SnapshotReader {
    private final MongoClient client;
    private final MongoSettings settings;
    private final TableSelection selection;
    private final List<Table> tables = new ArrayList<>();
    private final Map<TableName, TableStatistics> statistics = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private Optional<MongoException> refusal = Optional.empty();

    SnapshotReader(MongoClient client, MongoSettings settings, TableSelection selection) {
        this.client = client;
        this.settings = settings;
        this.selection = selection;
    }

    Snapshot read() {
        Server server = new Server(client, settings.commandTimeout());
        String engine = server.engine();
        Instant now = server.now();
        readTables(Optional.of(now));
        return new Snapshot(engine, settings.database().orElse(""), tables, statistics, gaps, server.warnings());
    }

    /** The tables without their statistics, which cost a question each. */
    List<Table> readTables() {
        readTables(Optional.empty());
        return tables;
    }

    List<Gap> gaps() {
        return gaps;
    }

    private void readTables(Optional<Instant> now) {
        List<String> databases = settings.database().map(List::of).orElseGet(this::listDatabases);
        int denied = 0;
        for (String database : databases) {
            List<CollectionInfo> collections;
            try {
                collections = list(database);
            } catch (MongoException e) {
                requireDenied(e);
                denied++;
                gaps.add(new Gap(namespace(database), reason("database", database, e)));
                continue;
            }
            collections.forEach(collection -> read(collection, now));
        }
        // Whoever may read nothing at all has a wrong user, not a gap.
        if (denied > 0 && denied == databases.size()) {
            throw refusal.orElseThrow();
        }
    }

    /** All databases, or where the role may not list them, those on which it has a right. */
    private List<String> listDatabases() {
        try {
            return listDatabases(false);
        } catch (MongoException e) {
            requireDenied(e);
            gaps.add(Gap.unlisted(
                    "the database is not listed any more: it was dropped, or the role lost its rights on it; what is"
                            + " known of it is kept. Grant the role listDatabases to tell these apart, or let it go with"
                            + " introspect --accept-empty"));
            return listDatabases(true);
        }
    }

    private List<String> listDatabases(boolean authorizedOnly) {
        return new Databases(client, settings.commandTimeout().toMillis()).list(authorizedOnly);
    }

    private List<CollectionInfo> list(String name) {
        MongoDatabase database = client.getDatabase(name);
        List<CollectionInfo> collections = new ArrayList<>();
        database.listCollections(BsonDocument.class)
                .maxTime(settings.commandTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .forEach(row -> collections.add(new CollectionInfo(name, row)));
        collections.removeIf(collection -> collection.isSystem() || !selection.includes(name(collection)));
        collections.sort(Comparator.comparing(CollectionInfo::name));
        return collections;
    }

    private void read(CollectionInfo collection, Optional<Instant> now) {
        TableReader reader = new TableReader(client.getDatabase(collection.database()), collection, settings);
        try {
            tables.add(reader.read(name(collection)));
            now.flatMap(reader::findStatistics).ifPresent(found -> statistics.put(name(collection), found));
        } catch (MongoException e) {
            if (isGone(e)) {
                return;
            }
            requireDenied(e);
            gaps.add(
                    Gap.of(name(collection), reason("collection", collection.database() + '.' + collection.name(), e)));
        }
    }

    /** Somebody dropped it since it was listed. */
    private static boolean isGone(MongoException failure) {
        return failure instanceof MongoCommandException && failure.getCode() == MongoFailures.NAMESPACE_NOT_FOUND;
    }

    private void requireDenied(MongoException failure) {
        if (!MongoFailures.isDenied(failure) || failure instanceof MongoSecurityException) {
            throw failure;
        }
        refusal = Optional.of(failure);
    }

    private static String reason(String kind, String name, MongoException failure) {
        return kind + " \"" + MongoFailures.oneLine(name) + "\" could not be read: " + MongoFailures.sentence(failure)
                + "; grant the role read";
    }

    private TableName name(CollectionInfo collection) {
        return new TableName(namespace(collection.database()), collection.name());
    }

    private String namespace(String database) {
        return settings.database().filter(database::equals).isPresent() ? "" : database;
    }
}
