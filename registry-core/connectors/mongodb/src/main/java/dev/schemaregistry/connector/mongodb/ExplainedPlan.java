package dev.schemaregistry.connector.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A server's answer to {@code explain}, in a few lines: stages with the index they use, the outermost first. Bounds of index scans are
 * left out, since they hold the query's values.
 */
final class ExplainedPlan {
    private static final int MOST_LINES = 200;
    private static final String INDENT = "  ";

    /** Where one stage of a plan keeps those below it. */
    private static final List<String> BELOW =
            List.of("inputStage", "outerStage", "innerStage", "thenStage", "elseStage");

    private static final List<String> ALSO_BELOW = List.of("inputStages", "shards");

    private final List<String> lines = new ArrayList<>();
    private OptionalDouble rows = OptionalDouble.empty();

    private ExplainedPlan() {}

    static ExplainedPlan of(BsonDocument answer) {
        ExplainedPlan plan = new ExplainedPlan();
        plan.answer(answer, "");
        return plan;
    }

    String text() {
        return lines.isEmpty() ? "planned, without a word about how" : String.join("\n", lines);
    }

    /** The planner's estimate; empty for servers that make none. */
    OptionalDouble rows() {
        return rows;
    }

    /** One plan, one behind the stages of a pipeline, or one a shard. */
    private void answer(BsonDocument answer, String indent) {
        BsonDocument shards = BsonText.document(answer, "shards");
        shards.forEach((name, shard) -> {
            line(indent + "shard " + name);
            if (shard.isDocument()) {
                answer(shard.asDocument(), indent + INDENT);
            }
        });
        documents(answer, "stages").filter(stage -> !stage.isEmpty()).forEach(stage -> {
            if (stage.containsKey("$cursor")) {
                answer(BsonText.document(stage, "$cursor"), indent);
            } else {
                line(indent + stage.getFirstKey());
            }
        });
        BsonDocument winner = BsonText.document(BsonText.document(answer, "queryPlanner"), "winningPlan");
        if (!winner.isEmpty()) {
            BsonValue estimate = winner.get("cardinalityEstimate");
            if (estimate != null && estimate.isNumber()) {
                rows = OptionalDouble.of(estimate.asNumber().doubleValue());
            }
            stage(winner, indent);
        }
    }

    private void stage(BsonDocument stage, String indent) {
        if (stage.containsKey("queryPlan")) {
            stage(BsonText.document(stage, "queryPlan"), indent);
            return;
        }
        if (stage.containsKey("winningPlan")) {
            line(indent + "shard " + BsonText.get(stage, "shardName"));
            stage(BsonText.document(stage, "winningPlan"), indent + INDENT);
            return;
        }
        line(indent + described(stage));
        Stream.concat(
                        BELOW.stream().map(key -> BsonText.document(stage, key)).filter(below -> !below.isEmpty()),
                        ALSO_BELOW.stream().flatMap(key -> documents(stage, key)))
                .forEach(below -> stage(below, indent + INDENT));
    }

    private static String described(BsonDocument stage) {
        StringBuilder text = new StringBuilder(BsonText.get(stage, "stage"));
        BsonText.find(stage, "indexName").ifPresent(name -> text.append(' ').append(name));
        BsonText.find(stage, "keyPattern").ifPresent(key -> text.append(' ').append(key));
        return text.toString();
    }

    private void line(String text) {
        if (lines.size() < MOST_LINES) {
            String stripped = text.stripLeading();
            lines.add(" ".repeat(text.length() - stripped.length()) + MongoFailures.oneLine(stripped));
        }
    }

    private static Stream<BsonDocument> documents(BsonDocument document, String key) {
        return (document.get(key) instanceof BsonArray array ? array : new BsonArray())
                .stream().filter(BsonValue::isDocument).map(BsonValue::asDocument);
    }
}
