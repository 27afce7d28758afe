package dev.schemaregistry.connector.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonValue;

/** Who answers, and what our user could do beyond reading. */
final class Server {
    private static final Set<String> WRITING = Set.of(
            "insert",
            "update",
            "remove",
            "createCollection",
            "dropCollection",
            "createIndex",
            "dropIndex",
            "collMod",
            "dropDatabase",
            "renameCollectionSameDB",
            "createUser",
            "grantRole",
            "createRole",
            "shutdown",
            "replSetConfigure",
            "anyAction");

    private final MongoDatabase admin;
    private final Duration limit;

    Server(MongoClient client, Duration limit) {
        admin = client.getDatabase("admin");
        this.limit = limit;
    }

    /** For example {@code MongoDB 8.0.4}. */
    String engine() {
        return ("MongoDB " + BsonText.get(run(new BsonDocument("buildInfo", new BsonInt32(1))), "version")).strip();
    }

    /** By the server's clock. */
    Instant now() {
        BsonValue time = run(new BsonDocument("hello", new BsonInt32(1))).get("localTime");
        return time != null && time.isDateTime()
                ? Instant.ofEpochMilli(time.asDateTime().getValue())
                : Instant.EPOCH;
    }

    /** Sentences about a user who may do too much. */
    List<String> warnings() {
        BsonDocument info;
        try {
            BsonDocument command = new BsonDocument("connectionStatus", new BsonInt32(1));
            info = BsonText.document(run(command.append("showPrivileges", BsonBoolean.TRUE)), "authInfo");
        } catch (MongoException e) {
            if (MongoFailures.isDenied(e)) {
                return List.of();
            }
            throw e;
        }
        Set<String> powers = new TreeSet<>();
        documents(info, "authenticatedUserPrivileges")
                .flatMap(privilege -> privilege.getArray("actions", new BsonArray()).stream())
                .filter(BsonValue::isString)
                .map(action -> action.asString().getValue())
                .filter(WRITING::contains)
                .forEach(powers::add);
        if (powers.isEmpty()) {
            return List.of();
        }
        return List.of("the user " + names(info, "authenticatedUsers", "user") + " with the roles "
                + names(info, "authenticatedUserRoles", "role") + " may do more than read ("
                + String.join(", ", powers)
                + "); the role read on each database is enough, give the registry a user of its own");
    }

    private static String names(BsonDocument info, String list, String key) {
        return documents(info, list)
                .map(entry ->
                        '"' + MongoFailures.oneLine(BsonText.get(entry, key) + '@' + BsonText.get(entry, "db")) + '"')
                .distinct()
                .sorted()
                .reduce((one, other) -> one + ", " + other)
                .orElse("\"\"");
    }

    private static Stream<BsonDocument> documents(BsonDocument info, String list) {
        return info.getArray(list, new BsonArray()).stream()
                .filter(BsonValue::isDocument)
                .map(BsonValue::asDocument);
    }

    private BsonDocument run(BsonDocument command) {
        BsonDocument limited = command.append("maxTimeMS", new BsonInt64(limit.toMillis()));
        return admin.runCommand(limited, admin.getReadPreference(), BsonDocument.class);
    }
}
