package dev.schemaregistry.testkit;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a server knows of collections beside their documents: options, ids, indexes. Keyed by {@code database.collection}. */
final class MongoCatalogue {
    private static final Set<String> MODIFIABLE =
            Set.of("validator", "validationLevel", "validationAction", "expireAfterSeconds", "viewOn", "pipeline");

    private final Map<String, Document> options = new ConcurrentHashMap<>();
    private final Map<String, UUID> ids = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Document>> indexes = new ConcurrentHashMap<>();

    /** Remembers the options; whether the collection also needs a place for documents. */
    boolean create(String database, Document command) {
        Document kept = new Document();
        command.forEach((key, value) -> {
            if (!key.equals("create") && !key.startsWith("$") && !key.equals("lsid") && !key.equals("writeConcern")) {
                kept.append(key, value);
            }
        });
        options.put(database + '.' + command.get("create"), kept);
        return !kept.containsKey("viewOn");
    }

    void modify(String database, Document command) {
        String name = database + '.' + command.get("collMod");
        Document kept = options.computeIfAbsent(name, any -> new Document());
        MODIFIABLE.stream().filter(command::containsKey).forEach(key -> kept.put(key, command.get(key)));
        if (command.get("index") instanceof Document change) {
            Document index = requireNonNull(indexes(name).get(DocumentParts.text(change, "name")));
            change.forEach((key, value) -> index.put(key, value));
        }
    }

    boolean isVirtual(String database, Document command) {
        return isView(database + '.' + command.get("drop"));
    }

    private boolean isView(String name) {
        return options.getOrDefault(name, new Document()).containsKey("viewOn");
    }

    void forget(String database, Document command) {
        if (command.containsKey("dropDatabase")) {
            options.keySet().removeIf(name -> name.startsWith(database + '.'));
            ids.keySet().removeIf(name -> name.startsWith(database + '.'));
            indexes.keySet().removeIf(name -> name.startsWith(database + '.'));
        } else if (command.containsKey("drop")) {
            String name = database + '.' + command.get("drop");
            List.of(options, ids, indexes).forEach(map -> map.remove(name));
        } else {
            move(options, command);
            move(ids, command);
            move(indexes, command);
        }
    }

    private static <V> void move(Map<String, V> map, Document command) {
        V value = map.remove(String.valueOf(command.get("renameCollection")));
        if (value != null) {
            map.put(String.valueOf(command.get("to")), value);
        }
    }

    /** The library's listing, completed; sorted in no particular way, as a server's is. */
    Document listed(String database, Document answer) {
        Document cursor = DocumentParts.document(answer, "cursor");
        List<Document> batch = new ArrayList<>();
        for (Object entry : DocumentParts.list(cursor, "firstBatch")) {
            batch.add(completed(database, String.valueOf(((Document) entry).get("name"))));
        }
        options.keySet().stream()
                .filter(name -> name.startsWith(database + '.') && isView(name))
                .forEach(name -> batch.add(completed(database, name.substring(database.length() + 1))));
        cursor.put("firstBatch", batch);
        return answer;
    }

    private Document completed(String database, String collection) {
        String name = database + '.' + collection;
        Document kept = options.getOrDefault(name, new Document());
        if (isView(name)) {
            return entry(collection, "view", kept, new Document("readOnly", true));
        }
        UUID id = ids.computeIfAbsent(name, any -> UUID.randomUUID());
        return entry(
                collection,
                kept.containsKey("timeseries") ? "timeseries" : "collection",
                kept,
                new Document("readOnly", false).append("uuid", id));
    }

    private static Document entry(String name, String type, Document options, Document info) {
        return new Document("name", name)
                .append("type", type)
                .append("options", options)
                .append("info", info);
    }

    void addIndexes(String database, Document command) {
        Map<String, Document> known = indexes(database + '.' + command.get("createIndexes"));
        for (Object spec : DocumentParts.list(command, "indexes")) {
            Document index = asListed((Document) spec);
            known.put(String.valueOf(index.get("name")), index);
        }
    }

    void dropIndexes(String database, Document command) {
        indexes(database + '.' + command.get("dropIndexes")).remove(String.valueOf(command.get("index")));
    }

    private Map<String, Document> indexes(String name) {
        return indexes.computeIfAbsent(name, any -> new LinkedHashMap<>());
    }

    Document indexes(String database, String collection, Supplier<Document> below) {
        String name = database + '.' + collection;
        if (isView(name)) {
            throw new MongoServerError(166, "CommandNotSupportedOnView", "Namespace " + name + " is a view");
        }
        Document answer = below.get();
        Document cursor = DocumentParts.document(answer, "cursor");
        List<Object> batch = new ArrayList<>(DocumentParts.list(cursor, "firstBatch"));
        batch.addAll(indexes.getOrDefault(name, Map.of()).values());
        cursor.put("firstBatch", batch);
        return answer;
    }

    /** Keys of indexes by their names. */
    Map<String, Document> indexes(String database, String collection) {
        Map<String, Document> keys = new LinkedHashMap<>();
        indexes.getOrDefault(database + '.' + collection, Map.of())
                .forEach((name, index) -> keys.put(name, DocumentParts.document(index, "key")));
        return keys;
    }

    /** A server keeps the fields of a text index apart from its key. */
    private static Document asListed(Document spec) {
        Document listed = new Document("v", 2).append("key", spec.get("key"));
        spec.forEach(listed::put);
        Document key = DocumentParts.document(spec, "key");
        if (key.containsValue("text")) {
            Document kept = new Document();
            Document weights = new Document();
            key.forEach((field, kind) -> {
                if ("text".equals(kind)) {
                    weights.append(field, 1);
                    kept.append("_fts", "text").append("_ftsx", 1);
                } else {
                    kept.append(field, kind);
                }
            });
            listed.put("key", kept);
            listed.put("weights", weights);
            listed.put("default_language", "english");
            listed.put("language_override", "language");
            listed.put("textIndexVersion", 3);
        }
        if (key.containsValue("2dsphere")) {
            listed.put("2dsphereIndexVersion", 3);
        }
        return listed;
    }

    /** A find on a view becomes one on what it is made of; its stages are not run. */
    MongoMessage resolved(String database, MongoMessage message) {
        Document command = message.getDocument();
        Document kept = options.getOrDefault(database + '.' + command.get("find"), new Document());
        if (!kept.containsKey("viewOn")) {
            return message;
        }
        Document onTable = command.clone();
        onTable.put("find", kept.get("viewOn"));
        return new MongoMessage(message.getChannel(), message.getHeader(), onTable);
    }
}
