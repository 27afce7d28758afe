package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.ProjectionReader.Use;
import dev.schemaregistry.contract.mongo.Stage.Spot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows a command: its first name is what it does, the others are its options. */
final class Commands {
    private static final List<String> VERBOSITIES = List.of("queryPlanner", "executionStats", "allPlansExecution");
    private static final List<String> READS = List.of("find", "aggregate", "count", "distinct");

    private final Check check;
    private final Collections collections;
    private final CommandOptions options;

    Commands(Check check) {
        this.check = check;
        this.collections = new Collections(check);
        this.options = new CommandOptions(check);
    }

    /** What the documents of the answer are like. */
    Shape of(Node.Doc document, At at) {
        return of(document, at, false);
    }

    private Shape of(Node.Doc document, At at, boolean explained) {
        if (document.entries().isEmpty()) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    at,
                    "an empty document is no command; expected find, aggregate, count or distinct");
            return Shape.UNKNOWN;
        }
        Node.Entry first = document.entries().get(0);
        Optional<Operator> command = Operators.table().find(Operators.COMMAND, first.name());
        if (command.isEmpty()) {
            notKnown(document, first, at.in(first));
            return Shape.UNKNOWN;
        }
        if (command.get().result().equals("writes")) {
            check.error(
                    Rule.POLICY_WRITE,
                    at.in(first),
                    "the command \"" + first.name() + "\" writes or runs code; only reads are allowed");
            return Shape.UNKNOWN;
        }
        if (explained && first.name().equals("explain")) {
            check.error(Rule.SYNTAX_ERROR, at.in(first), "explain may not stand inside of explain");
            return Shape.UNKNOWN;
        }
        check.requireNames(document, command.get(), at);
        return known(command.get(), document, at);
    }

    private void notKnown(Node.Doc document, Node.Entry first, At at) {
        Optional<String> later =
                READS.stream().filter(name -> document.entry(name).isPresent()).findFirst();
        if (later.isPresent()) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    at,
                    "the first name of a command says what it does; write \"" + later.get() + "\" first");
            return;
        }
        boolean stage = Operators.table().find(Operators.STAGE, first.name()).isPresent();
        check.unknown(
                Rule.POLICY_NOT_A_READ,
                at,
                stage
                        ? "\"" + first.name() + "\" is a stage; write {aggregate: \"collection\", pipeline: [{"
                                + first.name() + ": …}], cursor: {}}"
                        : "\"" + first.name()
                                + "\" is not find, aggregate, count or distinct; other commands are not allowed",
                first.name(),
                READS);
    }

    private Shape known(Operator command, Node.Doc document, At at) {
        if (command.name().equals("explain")) {
            return explained(document, at);
        }
        Optional<String> database = database(document, at);
        Shape shape = collection(command, document, database, at);
        Scope scope = Scope.of(shape).with(variables(document, at));
        for (Node.Entry entry : document.entries()) {
            command.findNamed(entry.name()).ifPresent(option -> options.of(option.word(), entry, scope, at.in(entry)));
        }
        return switch (command.name()) {
            case "find" -> found(document, scope, at);
            case "aggregate" -> aggregated(document, scope, database, at);
            case "count" -> Shape.document(Map.of("n", Shape.of(Kind.INT)));
            default -> distinct(document, scope, at);
        };
    }

    private Shape explained(Node.Doc document, At at) {
        Node.Entry command = document.entries().get(0);
        document.entry("verbosity")
                .filter(entry ->
                        entry.value().text().filter(VERBOSITIES::contains).isEmpty())
                .ifPresent(entry -> check.error(
                        Rule.INVALID_CONSTANT,
                        at.in(entry),
                        "there is no verbosity " + entry.value().words()));
        database(document, at);
        check.requireDocument(command.value(), at.in(command), "what is explained")
                .ifPresent(inner -> of(inner, at.in(command), true));
        return Shape.UNKNOWN;
    }

    private Optional<String> database(Node.Doc document, At at) {
        Optional<String> database = document.find("$db").flatMap(Node::text);
        database.filter(name -> !check.schema().hasDatabase(name))
                .ifPresent(name -> check.error(
                        Rule.POLICY_UNREGISTERED_RELATION,
                        at.in(document.entry("$db").orElseThrow()),
                        "the database \"" + name + "\" is not registered with this source"));
        return database.filter(name -> check.schema().hasDatabase(name));
    }

    private Shape collection(Operator command, Node.Doc document, Optional<String> database, At at) {
        Node.Entry first = document.entries().get(0);
        boolean without = command.name().equals("aggregate")
                && first.value().number().filter(number -> number == 1).isPresent();
        if (!without) {
            return collections.shape(first.value(), database, at.in(first));
        }
        boolean documents = document.find("pipeline")
                .filter(node -> node instanceof Node.Items items
                        && !items.nodes().isEmpty()
                        && items.nodes().get(0) instanceof Node.Doc stage
                        && (stage.entry("$documents").isPresent() || isRefusedStage(stage)))
                .isPresent();
        if (!documents) {
            check.error(Rule.SYNTAX_ERROR, at.in(first), "without a collection a pipeline must begin with $documents");
        }
        return Shape.document(Map.of());
    }

    /** Such a stage has an error of its own to say. */
    private static boolean isRefusedStage(Node.Doc stage) {
        return stage.operator()
                .flatMap(entry -> Operators.table().find(Operators.STAGE, entry.name()))
                .filter(operator -> Set.of("writes", "admin").contains(operator.result()))
                .isPresent();
    }

    private Map<String, Shape> variables(Node.Doc document, At at) {
        Optional<Node.Entry> let = document.entry("let");
        Scope nothing = Scope.of(Shape.document(Map.of()));
        return let.flatMap(entry -> check.requireDocument(entry.value(), at.in(entry), "let"))
                .map(named -> check.expressions().members(named, nothing, at.in(let.orElseThrow())))
                .orElse(Map.of());
    }

    private Shape found(Node.Doc document, Scope scope, At at) {
        document.entry("returnKey")
                .filter(entry -> !entry.value().truth().equals(Optional.of(false)))
                .ifPresent(entry -> check.passesOn(scope.root(), at.in(entry)));
        Optional<Node.Entry> projection = document.entry("projection");
        return projection
                .flatMap(entry -> check.requireDocument(entry.value(), at.in(entry), "projection"))
                .map(named -> Shape.document(new ProjectionReader(check, scope, Use.FIND)
                        .projected(named, scope.root().inside(), at.in(projection.orElseThrow()))))
                .orElse(scope.root());
    }

    private Shape aggregated(Node.Doc document, Scope scope, Optional<String> database, At at) {
        Optional<Node.Entry> pipeline = document.entry("pipeline");
        if (document.entry("cursor").isEmpty() && document.entry("explain").isEmpty()) {
            check.findings()
                    .note(
                            Rule.SYNTAX_ERROR,
                            Severity.INFO,
                            at,
                            "a server wants \"cursor\": {} in an aggregate command; drivers add it");
        }
        return pipeline.map(entry ->
                        check.pipelines().of(entry.value(), scope, new Spot(database, 0, 0, false), at.in(entry)))
                .orElse(Shape.UNKNOWN);
    }

    private Shape distinct(Node.Doc document, Scope scope, At at) {
        Map<String, Shape> answer = new LinkedHashMap<>();
        Optional<Node.Entry> key = document.entry("key");
        Shape value = key.flatMap(entry -> check.requireText(entry.value(), at.in(entry), "key"))
                .map(path -> check.inCondition(
                        scope.root(),
                        path,
                        at.in(key.orElseThrow()).on(key.orElseThrow().value())))
                .orElse(Shape.UNKNOWN);
        answer.put("values", Shape.list(value.unwound()));
        return Shape.document(answer);
    }
}
