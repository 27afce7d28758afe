package dev.schemaregistry.server.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.plan.PlanReport;
import dev.schemaregistry.tools.CheckedQuery;
import java.util.Map;
import java.util.TreeMap;

/** JSON of what checks found. */
public final class Reports {
    private Reports() {}

    /** A contract report, with the query as the check would repair it. */
    public static ObjectNode contract(CheckedQuery checked) {
        ContractReport report = checked.report();
        ObjectNode node = Views.object();
        node.put("source", report.source().value());
        node.put("version", checked.version().toString());
        checked.age().ifPresent(age -> node.put("ageSeconds", age.toSeconds()));
        node.set("verdict", JsonText.tree(report.verdict()));
        node.put("pureRead", report.pureRead());
        node.set("findings", Views.array(report.findings(), Reports::finding));
        node.set("tables", JsonText.tree(report.tables()));
        node.set("columns", JsonText.tree(report.columns()));
        Map<String, String> versions = new TreeMap<>();
        report.checkedAgainst().forEach((table, version) -> versions.put(table.text(), version.toString()));
        node.set("checkedAgainst", JsonText.tree(versions));
        checked.repaired().ifPresent(text -> node.put("suggestedQuery", text));
        return node;
    }

    /** A report on a plan, with its steps in an order in which they can be run. */
    public static ObjectNode plan(PlanReport report) {
        ObjectNode node = Views.object();
        node.set("verdict", JsonText.tree(report.verdict()));
        node.set("findings", Views.array(report.findings(), Reports::finding));
        node.set("steps", Views.array(report.steps(), Reports::step));
        return node;
    }

    private static ObjectNode step(PlanReport.StepReport step) {
        ObjectNode node = Views.object();
        node.put("id", step.id()).put("source", step.source()).put("output", step.output());
        step.contract().ifPresent(contract -> node.set("verdict", JsonText.tree(contract.verdict())));
        node.set("fields", JsonText.tree(step.fields()));
        return node;
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode node = Views.object();
        node.put("code", finding.code());
        node.set("rule", JsonText.tree(finding.rule()));
        node.set("level", JsonText.tree(finding.level()));
        node.set("severity", JsonText.tree(finding.severity()));
        finding.line().ifPresent(line -> node.put("line", line));
        finding.column().ifPresent(column -> node.put("column", column));
        node.put("path", finding.path()).put("message", finding.message());
        node.set("suggestions", JsonText.tree(finding.suggestions()));
        finding.fix().ifPresent(fix -> node.set("fix", JsonText.tree(fix)));
        return node;
    }
}
