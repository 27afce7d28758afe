package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.CheckedRequest;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import java.util.List;
import java.util.Optional;

/** The check of one request. Confined to one thread. */
final class QdrantCheck {
    private final JsonPart request;
    private final CheckedRequest checked;

    QdrantCheck(JsonPart request, CheckedRequest checked) {
        this.request = request;
        this.checked = checked;
    }

    void run() {
        if (!request.isObject()) {
            checked.findings()
                    .error(
                            Rule.SYNTAX_ERROR,
                            request,
                            "a request is an object, such as {\"collection\": \"…\", \"query\": …}");
            return;
        }
        Optional<Operation> operation = operation();
        Optional<JsonPart> name = request.find("collection");
        if (name.isEmpty()) {
            checked.findings().error(Rule.SYNTAX_ERROR, request, "the request names no \"collection\"");
        }
        Optional<VectorCollection> collection = name.flatMap(new CollectionNames(checked)::resolve);
        if (operation.isPresent() && collection.isPresent()) {
            Ground ground = new Ground(checked, collection.get());
            new RequestCheck(ground).check(operation.get().word(), request);
            checked.isRead();
            Answer answer = new Answer(collection.get(), request);
            if (answer.takesAll(operation.get())) {
                checked.usedWhole(collection.get().table());
            }
            checked.answers(answer.columns(operation.get()));
        }
    }

    /** Left out, it is a search where there is a vector, and a query otherwise; empty when there is a finding instead. */
    private Optional<Operation> operation() {
        Optional<JsonPart> given = request.find(Operation.MEMBER);
        if (given.isEmpty()) {
            return Operation.find(request.has("vector") && !request.has("query") ? "search" : "query");
        }
        JsonPart word = given.get();
        if (!word.isText()) {
            checked.findings().error(Rule.SYNTAX_ERROR, word, ShapeWalk.wrongKind(word, "a word"));
            return Optional.empty();
        }
        Optional<Operation> operation = Operation.find(word.text());
        if (operation.isEmpty()) {
            List<String> nearest = checked.findings().nearest(word.text(), Operation.namesOfReads());
            checked.findings()
                    .error(
                            Rule.POLICY_NOT_A_READ,
                            word,
                            "\"" + word.text() + "\" is not on the list of reads: "
                                    + String.join(", ", Operation.namesOfReads()),
                            nearest);
        }
        if (operation.isPresent() && !operation.get().reads()) {
            checked.findings()
                    .error(
                            Rule.POLICY_WRITE,
                            word,
                            "\"" + word.text() + "\" changes something; only reads are allowed");
            return Optional.empty();
        }
        return operation;
    }
}
