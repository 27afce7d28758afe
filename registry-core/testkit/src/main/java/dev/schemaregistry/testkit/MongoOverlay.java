package dev.schemaregistry.testkit;

import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Answers some commands itself, some after the library below, and leaves the others to it. */
final class MongoOverlay extends MemoryBackend {
    private static final int UNAUTHORIZED = 13;

    private final MongoCatalogue catalogue = new MongoCatalogue();
    private final MongoPlans plans = new MongoPlans(catalogue);
    private final MongoEvents events;
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private volatile Document authInfo = authInfo(List.of(), List.of());
    private volatile boolean hangingUp;

    MongoOverlay(boolean replicaSet) {
        events = new MongoEvents(replicaSet);
    }

    void deny(String command, String namespace) {
        denied.add(command + ' ' + namespace);
    }

    void allowEverything() {
        denied.clear();
    }

    void tellPrivileges(BsonDocument privileges) {
        authInfo = (Document) plain(privileges);
    }

    List<String> explained() {
        return plans.explained();
    }

    void hangUp(boolean value) {
        hangingUp = value;
    }

    void forgetHistory() {
        events.forget();
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        if (hangingUp) {
            Future<?> unused = query.getChannel().close();
        }
        return super.handleQuery(query);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        if (hangingUp) {
            Future<?> unused = message.getChannel().close();
            throw new MongoServerError(91, "ShutdownInProgress", "hanging up");
        }
        Document command = message.getDocument();
        String name = command.keySet().iterator().next();
        String database = message.getDatabaseName();
        requireRight(name, database, command);
        if (name.equals("explain")) {
            Document explained = DocumentParts.document(command, name);
            requireRight(explained.keySet().iterator().next(), database, explained);
        }
        return answer(message, name, database, command);
    }

    private void requireRight(String name, String database, Document command) {
        boolean byRights = Boolean.TRUE.equals(command.get("authorizedDatabases"))
                || Boolean.TRUE.equals(command.get("authorizedCollections"));
        if ((denied.contains(name + ' ' + database) && !byRights)
                || denied.contains(name + ' ' + database + '.' + command.get(name))) {
            throw new MongoServerError(
                    UNAUTHORIZED,
                    "Unauthorized",
                    "not authorized on " + database + " to execute command { " + name + ": " + command.get(name)
                            + " }");
        }
    }

    private Document answer(MongoMessage message, String name, String database, Document command) {
        return switch (name) {
            case "hello" -> hello();
            case "connectionStatus" -> ok().append("authInfo", authInfo);
            case "listCollections" -> catalogue.listed(database, super.handleMessage(message));
            case "listIndexes" ->
                catalogue.indexes(database, DocumentParts.text(command, name), () -> super.handleMessage(message));
            case "createIndexes" -> {
                catalogue.addIndexes(database, command);
                yield noted(database, name, command, ok());
            }
            case "dropIndexes" -> {
                catalogue.dropIndexes(database, command);
                yield noted(database, name, command, ok());
            }
            case "collMod" -> {
                catalogue.modify(database, command);
                yield noted(database, name, command, ok());
            }
            case "create" -> {
                boolean stored = catalogue.create(database, command);
                yield noted(database, name, command, stored ? super.handleMessage(bare(message, command)) : ok());
            }
            case "drop", "dropDatabase", "renameCollection" -> {
                Document answer = catalogue.isVirtual(database, command) ? ok() : super.handleMessage(message);
                catalogue.forget(database, command);
                yield noted(database, name, command, answer);
            }
            case "explain" -> plans.of(database, command, tried -> trying(message, tried));
            case "find" -> super.handleMessage(catalogue.resolved(database, message));
            case "aggregate" -> events.findOpened(command).orElseGet(() -> super.handleMessage(message));
            case "getMore" -> events.findMore(command).orElseGet(() -> super.handleMessage(message));
            default -> noted(database, name, command, super.handleMessage(message));
        };
    }

    private Document trying(MongoMessage message, Document command) {
        Document inner = command.clone();
        inner.put("$db", message.getDatabaseName());
        MongoMessage asked = new MongoMessage(message.getChannel(), message.getHeader(), inner);
        return super.handleMessage(
                command.containsKey("find") ? catalogue.resolved(message.getDatabaseName(), asked) : asked);
    }

    private Document noted(String database, String name, Document command, Document answer) {
        events.add(database, name, command);
        return answer;
    }

    /** The library refuses options that it does not know. */
    private static MongoMessage bare(MongoMessage message, Document command) {
        Document bare = new Document("create", command.get("create")).append("$db", command.get("$db"));
        return new MongoMessage(message.getChannel(), message.getHeader(), bare);
    }

    private Document hello() {
        return ok().append("isWritablePrimary", true)
                .append("maxBsonObjectSize", 16 * 1024 * 1024)
                .append("maxMessageSizeBytes", 48_000_000)
                .append("maxWriteBatchSize", 1_000)
                .append("localTime", Instant.now(getClock()))
                .append("minWireVersion", 0)
                .append("maxWireVersion", 9);
    }

    static Document ok() {
        return new Document("ok", 1.0);
    }

    private static Document authInfo(List<?> roles, List<?> privileges) {
        return new Document("authenticatedUsers", List.of())
                .append("authenticatedUserRoles", roles)
                .append("authenticatedUserPrivileges", privileges);
    }

    private static Object plain(BsonValue value) {
        if (value instanceof BsonDocument document) {
            Document copy = new Document();
            document.forEach((key, inner) -> copy.append(key, plain(inner)));
            return copy;
        }
        if (value instanceof BsonArray array) {
            return array.stream().map(MongoOverlay::plain).toList();
        }
        return value.isBoolean()
                ? (Object) value.asBoolean().getValue()
                : value.asString().getValue();
    }
}
