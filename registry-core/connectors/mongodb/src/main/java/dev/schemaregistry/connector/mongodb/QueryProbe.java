package dev.schemaregistry.connector.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.schemaregistry.spi.DryRunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;

/** Asks for the plan of one command, and whether the collections it reads are there. Executes nothing. */
final class QueryProbe {
    /** The one verbosity of {@code explain} that does not run the command. */
    private static final String PLAN_ONLY = "queryPlanner";

    private final MongoClient client;
    private final MongoSettings settings;
    private final long milliseconds;

    QueryProbe(MongoClient client, MongoSettings settings, Duration timeout) {
        this.client = client;
        this.settings = settings;
        this.milliseconds = Math.max(
                1, Math.min(timeout.toMillis(), settings.commandTimeout().toMillis()));
    }

    /**
     * The server's opinion.
     *
     * @throws RefusedCommand when no database has the collection, several have it, or another source's is meant
     * @throws MongoException when the server failed, not when the command did
     */
    DryRunReport ask(ReadCommand command) throws RefusedCommand {
        String name = database(command);
        MongoDatabase database = client.getDatabase(name);
        BsonDocument answer;
        Set<String> missing;
        try {
            answer = explain(database, command);
            missing = missing(database, command.collections());
        } catch (MongoException e) {
            return Reports.of(e, name, command.collections());
        }
        if (!missing.isEmpty()) {
            return Reports.unknownCollection(name, missing.iterator().next());
        }
        ExplainedPlan plan = ExplainedPlan.of(answer);
        return DryRunReport.accepted(plan.text(), plan.rows());
    }

    private BsonDocument explain(MongoDatabase database, ReadCommand command) {
        BsonDocument explain = new BsonDocument("explain", command.document())
                .append("verbosity", new BsonString(PLAN_ONLY))
                .append("maxTimeMS", new BsonInt64(milliseconds));
        return database.runCommand(explain, database.getReadPreference(), BsonDocument.class);
    }

    /** Asked for by names alone, of which everybody is told those they may read. */
    private Set<String> missing(MongoDatabase database, List<String> collections) {
        Set<String> missing = new LinkedHashSet<>(collections);
        database.listCollectionNames()
                .filter(Filters.in("name", collections))
                .authorizedCollections(true)
                .maxTime(milliseconds, TimeUnit.MILLISECONDS)
                .forEach(missing::remove);
        return missing;
    }

    private String database(ReadCommand command) throws RefusedCommand {
        if (settings.database().isPresent()) {
            String ours = settings.database().get();
            if (command.database().filter(name -> !name.equals(ours)).isPresent()) {
                throw notOurs(command.database().get());
            }
            return ours;
        }
        if (command.database().isPresent()) {
            String named = command.database().get();
            if (Databases.isSystem(named) || !MongoSettings.isDatabase(named)) {
                throw notOurs(named);
            }
            return named;
        }
        return onlyOneWith(command.collections().get(0));
    }

    private String onlyOneWith(String collection) throws RefusedCommand {
        List<String> databases = new ArrayList<>();
        for (String name : new Databases(client, milliseconds).list(true)) {
            if (missing(client.getDatabase(name), List.of(collection)).isEmpty()) {
                databases.add(name);
            }
        }
        if (databases.size() == 1) {
            return databases.get(0);
        }
        throw databases.isEmpty()
                ? RefusedCommand.of(
                        "42P01", "no database has a collection \"" + MongoFailures.oneLine(collection) + '"')
                : RefusedCommand.of(
                        "42P09",
                        "several databases have a collection \"" + MongoFailures.oneLine(collection)
                                + "\"; name one with $db");
    }

    private static RefusedCommand notOurs(String database) {
        return RefusedCommand.of(
                "POLICY_UNREGISTERED_RELATION",
                "the database \"" + MongoFailures.oneLine(database) + "\" is not read by this source");
    }
}
