package dev.schemaregistry.examples;

import dev.schemaregistry.server.Services;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolAnswer;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/** An implementing agent: checks a query before it runs, repairs it from what was found, and lets the source plan it. */
public final class ImplementationAgentExample {
    static final String WRONG_QUERY = """
            SELECT c.fullname, count(*) AS orders
            FROM customers c JOIN orders o ON o.customer_id = c.customer_id
            GROUP BY c.fullname""";

    private static final int ATTEMPTS = 3;

    private ImplementationAgentExample() {}

    public static void main(String[] arguments) {
        SampleRegistry.run(ImplementationAgentExample::run);
    }

    static void run(Services services, PrintStream out) {
        Optional<String> query = checked(services.tools(), "shop", WRONG_QUERY, out);
        query.ifPresent(text -> out.println(services.tools()
                .call("dry_run_query", Map.of("source", "shop", "query", text))
                .text()));
    }

    // tag::check[]
    /** The query once it fits the stored schema; empty when it could not be repaired. */
    static Optional<String> checked(RegistryTools registry, String source, String wanted, PrintStream out) {
        String query = wanted;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ToolAnswer report = registry.call("validate_query", Map.of("source", source, "query", query));
            out.println(query + "\n\n" + report.text() + '\n');
            if ("ACCEPT".equals(report.structured().get("verdict"))) {
                return Optional.of(query);
            }
            query = rewrite(query, report);
        }
        return Optional.empty();
    }

    /** Here a model would read the findings and write the query anew; this agent takes the suggested query, if there is one. */
    private static String rewrite(String query, ToolAnswer report) {
        return report.structured().getOrDefault("suggested_query", query).toString();
    }
    // end::check[]
}
