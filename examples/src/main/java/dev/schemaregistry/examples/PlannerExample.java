package dev.schemaregistry.examples;

import dev.schemaregistry.server.Services;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolAnswer;
import java.io.PrintStream;
import java.util.Map;

/** A planning agent: the schema it needs, in its prompt, within a budget. */
public final class PlannerExample {
    static final String QUESTION = "Which carriers deliver late?";
    static final int BUDGET = 400;

    private PlannerExample() {}

    public static void main(String[] arguments) {
        SampleRegistry.run(PlannerExample::run);
    }

    static void run(Services services, PrintStream out) {
        out.println(prompt(services.tools(), QUESTION, BUDGET));
    }

    // tag::prompt[]
    static String prompt(RegistryTools registry, String question, int budget) {
        ToolAnswer schema =
                registry.call("schema_summary", Map.<String, Object>of("question", question, "max_tokens", budget));
        return """
                You plan queries. Use only the tables and columns below; say so when they do not suffice.

                %s

                Question: %s
                """.formatted(schema.text(), question);
    }
    // end::prompt[]
}
