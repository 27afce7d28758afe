package dev.schemaregistry.server.cli;

import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.demo.SampleDatabases;
import java.nio.file.Path;
import java.util.Optional;

/** What the demo shows, in order. Every step is a command that anybody can type, and what it really prints. */
final class DemoStory {
    private static final String QUESTION = "What is the full name of the customers whose orders had the most returns?";
    private static final String SHOP = "shop";
    private static final String WRONG_QUERY = """
            SELECT c.fullname, sum(r.quantity) AS returned
            FROM customers c
            JOIN orders o ON o.customer_id = c.customer_id
            JOIN retruns r ON r.order_id = o.order_id
            GROUP BY c.customer_id
            ORDER BY returned DESC
            LIMIT 10""";
    private static final int REPAIRS = 5;

    private final DemoStage stage;

    DemoStory(DemoStage stage) {
        this.stage = stage;
    }

    /** A question of the user's own, over samples that are made when they are not there. */
    int answer(String question) {
        if (!stage.isSet()) {
            stage.set();
            stage.quietly("introspect");
        }
        int code = stage.show("Where is this answered?", "classify", question);
        return Math.max(
                code, stage.show("What a planning agent would get", "summary", question, "--max-tokens", "600"));
    }

    /** The whole story. */
    int tell() {
        stage.set();
        stage.show("Five businesses, five databases. The registry reads their schemas.", "introspect");
        stage.quietlyAddEntities();
        stage.show("What it knows now", "sources", "list");
        stage.show("A question. Which of them can answer it, and why?", "classify", QUESTION);
        stage.show(
                "The schema for a planning agent's prompt, within 400 tokens",
                "summary",
                QUESTION,
                "--max-tokens",
                "400");
        stage.show(
                "The agent writes a query with two mistakes. No database is asked yet.", "validate", SHOP, WRONG_QUERY);
        String repaired = repaired();
        stage.show(
                "Repaired from the findings alone, and planned by the database without being run",
                "dry-run",
                SHOP,
                repaired);
        change("ALTER TABLE customers ADD COLUMN vip_since DATE");
        stage.show("Somebody adds a column. The registry looks again: old queries go on working.", "introspect", SHOP);
        change("ALTER TABLE customers RENAME COLUMN full_name TO display_name");
        stage.show("Then somebody renames one. That breaks a reader.", "introspect", SHOP);
        stage.show("The history", "versions", "shop.customers");
        stage.show("The query that was right a minute ago is caught before it runs", "validate", SHOP, repaired);
        return 0;
    }

    private String repaired() {
        String query = WRONG_QUERY;
        for (int i = 0; i < REPAIRS; i++) {
            ContractReport report = check(query);
            Optional<Finding.Edit> edit = report.findings().stream()
                    .filter(Finding::isError)
                    .flatMap(finding -> finding.fix().stream())
                    .findFirst();
            if (edit.isEmpty()) {
                return query;
            }
            query = edit.get().applyTo(query);
        }
        return query;
    }

    private ContractReport check(String query) {
        try (Services services = stage.services()) {
            return services.queries().check(new SourceId(SHOP), query).report();
        }
    }

    private void change(String statement) {
        Path file = stage.folder().resolve(SHOP + ".db");
        SampleDatabases.change(file, statement);
        stage.note("at the database: " + statement);
    }
}
