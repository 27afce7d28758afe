package dev.schemaregistry.testkit;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers to {@code explain} in the shape of a server's: a scan of the first index that a condition fits, or of the collection. The
 * library below has no planner, so the command is tried on its few documents, whose errors are those of a server's parsers.
 */
final class MongoPlans {
    private static final List<String> EXPLAINABLE = List.of("find", "aggregate", "count", "distinct");

    private final MongoCatalogue catalogue;
    private final List<String> explained = new CopyOnWriteArrayList<>();

    MongoPlans(MongoCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The commands that somebody wanted explained, as text. */
    List<String> explained() {
        return List.copyOf(explained);
    }

    /** @param trying what the library below makes of a command */
    Document of(String database, Document explain, Function<Document, Document> trying) {
        Document command = DocumentParts.document(explain, "explain");
        explained.add(command.toString());
        String name = command.keySet().iterator().next();
        if (!"queryPlanner".equals(explain.get("verbosity"))) {
            throw new MongoServerError(2, "BadValue", "only plans are to be asked for here");
        }
        if (!EXPLAINABLE.contains(name)) {
            throw new MongoServerError(59, "CommandNotFound", "Explain failed due to unknown command: " + name);
        }
        Document unused = trying.apply(command);
        Document plan = new Document("queryPlanner", planner(database, command, isKnown(database, command, trying)));
        List<Document> stages = pipeline(command).stream()
                .filter(stage -> !stage.containsKey("$match"))
                .toList();
        if (stages.isEmpty()) {
            return plan.append("ok", 1.0);
        }
        List<Document> all = new ArrayList<>(stages);
        all.add(0, new Document("$cursor", plan));
        return MongoOverlay.ok().append("stages", all);
    }

    private boolean isKnown(String database, Document command, Function<Document, Document> trying) {
        Document listed = catalogue.listed(database, trying.apply(new Document("listCollections", 1)));
        return DocumentParts.list(DocumentParts.document(listed, "cursor"), "firstBatch").stream()
                .anyMatch(row -> name(command).equals(((Document) row).get("name")));
    }

    private Document planner(String database, Document command, boolean known) {
        return new Document("namespace", database + '.' + name(command))
                .append("winningPlan", known ? winner(database, command) : new Document("stage", "EOF"))
                .append("rejectedPlans", List.of());
    }

    private Document winner(String database, Document command) {
        Document condition = condition(command);
        Optional<Map.Entry<String, Document>> index = catalogue.indexes(database, name(command)).entrySet().stream()
                .filter(each -> condition.containsKey(
                        each.getValue().keySet().iterator().next()))
                .findFirst();
        return index.map(found -> new Document("stage", "FETCH")
                        .append(
                                "inputStage",
                                new Document("stage", "IXSCAN")
                                        .append("keyPattern", found.getValue())
                                        .append("indexName", found.getKey())
                                        .append("indexBounds", condition)))
                .orElseGet(() -> new Document("stage", "COLLSCAN").append("filter", condition));
    }

    /** What the first scan has to meet. */
    private static Document condition(Document command) {
        return Stream.of(command.get("filter"), command.get("query"), pipelineStart(command))
                .filter(Document.class::isInstance)
                .map(Document.class::cast)
                .findFirst()
                .orElseGet(Document::new);
    }

    private static @Nullable Object pipelineStart(Document command) {
        return pipeline(command).stream()
                .findFirst()
                .map(stage -> stage.get("$match"))
                .orElse(null);
    }

    private static List<Document> pipeline(Document command) {
        return command.get("pipeline") instanceof List<?> stages
                ? stages.stream().map(Document.class::cast).toList()
                : List.of();
    }

    private static String name(Document command) {
        return String.valueOf(command.values().iterator().next());
    }
}
