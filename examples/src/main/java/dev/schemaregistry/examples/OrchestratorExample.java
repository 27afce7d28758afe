package dev.schemaregistry.examples;

import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.server.Services;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** An orchestrating agent: who gets the question? No model and no database is asked. */
public final class OrchestratorExample {
    private static final List<String> QUESTIONS = List.of(
            "Which customers returned the most products?",
            "Which departments are there?",
            "How tall is the Eiffel Tower?");

    private OrchestratorExample() {}

    public static void main(String[] arguments) {
        SampleRegistry.run(OrchestratorExample::run);
    }

    static void run(Services services, PrintStream out) {
        for (String question : QUESTIONS) {
            out.println(question);
            out.println("  " + route(services.classifier(), question));
        }
    }

    // tag::route[]
    static String route(Classifier classifier, String question) {
        Classification found = classifier.classify(Question.of(question));
        return switch (found.outcome()) {
            case ANSWERED ->
                "give it to the agent of " + found.sources().get(0).id() + " with the tables "
                        + found.answerSet().stream().map(TableRef::text).collect(Collectors.joining(", ")) + ": "
                        + found.reasoning();
            case AMBIGUOUS -> "ask the user first: " + found.reasoning();
            case NONE -> "answer that no source knows: " + found.reasoning();
        };
    }
    // end::route[]
}
