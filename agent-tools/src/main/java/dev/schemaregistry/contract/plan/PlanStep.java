package dev.schemaregistry.contract.plan;

import dev.schemaregistry.contract.json.JsonPart;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A step as it is written. */
record PlanStep(JsonPart part) {
    String id() {
        return text("id");
    }

    String source() {
        return text("source");
    }

    String output() {
        return part.find("output").map(JsonPart::text).orElseGet(this::id);
    }

    /** A text as it is, any other form as it is written in the plan. */
    String query(String plan) {
        if (!part.has("query")) {
            return "";
        }
        JsonPart query = queryPart();
        return query.isText()
                ? query.text()
                : plan.substring(query.place().start(), query.place().end());
    }

    JsonPart queryPart() {
        return part.find("query").orElse(part);
    }

    List<JsonPart> inputs() {
        return part.find("inputs").map(JsonPart::items).orElse(List.of()).stream()
                .filter(JsonPart::isObject)
                .toList();
    }

    Optional<JsonPart> join() {
        return part.find("join").filter(JsonPart::isObject);
    }

    /** The parts that name other steps. */
    List<JsonPart> references() {
        return Stream.concat(
                        inputs().stream().flatMap(input -> input.find("from").stream()),
                        join().flatMap(join -> join.find("with")).stream())
                .filter(JsonPart::isText)
                .toList();
    }

    boolean isCalled(String name) {
        return id().equals(name) || output().equals(name);
    }

    private String text(String member) {
        return part.find(member).filter(JsonPart::isText).map(JsonPart::text).orElse("");
    }
}
