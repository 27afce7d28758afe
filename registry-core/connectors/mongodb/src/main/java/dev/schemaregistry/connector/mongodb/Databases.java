package dev.schemaregistry.connector.mongodb;

import com.mongodb.client.MongoClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;

/** The databases of a server but for its own. */
record Databases(MongoClient client, long milliseconds) {
    private static final Set<String> SYSTEM = Set.of("admin", "config", "local");

    static boolean isSystem(String name) {
        return SYSTEM.contains(name);
    }

    /** @param authorizedOnly whether to ask for those only on which our user has a right, which every user may */
    List<String> list(boolean authorizedOnly) {
        List<String> names = new ArrayList<>();
        client.listDatabases(BsonDocument.class)
                .nameOnly(true)
                .authorizedDatabasesOnly(authorizedOnly)
                .maxTime(milliseconds, TimeUnit.MILLISECONDS)
                .forEach(row -> names.add(BsonText.get(row, "name")));
        names.removeIf(Databases::isSystem);
        names.sort(Comparator.naturalOrder());
        return names;
    }
}
