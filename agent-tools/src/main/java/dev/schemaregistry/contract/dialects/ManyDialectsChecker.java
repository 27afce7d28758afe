package dev.schemaregistry.contract.dialects;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statements;
import net.sf.jsqlparser.statement.select.Select;

/**
 * Checks the names of tables and columns in a query of MySQL, ClickHouse, BigQuery or Spark. It is partial and says so: types, functions
 * and all that a dialect alone knows are not looked at, so that it refuses queries and never accepts one. What it has nothing against is
 * {@link Verdict#UNVERIFIED}. Thread-safe.
 */
public final class ManyDialectsChecker implements ContractChecker {
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final long PARSE_MILLIS = 1_500;
    private static final String PARTIAL =
            "only the names of tables and columns were checked; types, functions and policy of this dialect were not";

    @Override
    public ContractReport validate(ContractQuery query) {
        if (query.text().length() > MOST_CHARACTERS) {
            return ContractReport.of(
                    query.schema().source(),
                    Verdict.REJECT,
                    Finding.error(
                            Rule.POLICY_LIMIT,
                            "the query has " + query.text().length() + " characters; at most " + MOST_CHARACTERS
                                    + " are checked"));
        }
        try {
            return check(
                    query,
                    CCJSqlParserUtil.parseStatements(
                            query.text(),
                            parser -> parser.withTimeOut(PARSE_MILLIS).withSquareBracketQuotation(false)));
        } catch (JSQLParserException | RuntimeException | StackOverflowError e) {
            return ContractReport.of(
                    query.schema().source(),
                    Verdict.UNPARSED,
                    Finding.incomplete(
                            "the parser of many dialects cannot read the query, which need not be wrong for that"));
        }
    }

    private static ContractReport check(ContractQuery query, Statements statements) {
        if (statements.size() != 1) {
            return ContractReport.of(
                    query.schema().source(),
                    Verdict.REJECT,
                    Finding.error(
                            Rule.POLICY_MULTIPLE_STATEMENTS,
                            "the text holds " + statements.size() + " statements; send exactly one"));
        }
        if (!(statements.get(0) instanceof Select select)) {
            return ContractReport.of(
                    query.schema().source(),
                    Verdict.REJECT,
                    Finding.error(
                            Rule.POLICY_NOT_A_READ,
                            "a " + statements.get(0).getClass().getSimpleName() + " statement is no SELECT"));
        }
        NameCheck names = new NameCheck(query.schema(), query.text());
        names.check(select);
        List<Finding> findings = names.findings();
        if (findings.stream().noneMatch(Finding::isError)) {
            findings.add(Finding.incomplete(PARTIAL));
        }
        Map<TableName, SemanticVersion> versions = new HashMap<>();
        names.tables()
                .forEach(table -> Optional.ofNullable(query.schema().versions().get(table))
                        .ifPresent(version -> versions.put(table, version)));
        boolean refused = findings.stream().anyMatch(Finding::isError);
        return new ContractReport(
                query.schema().source(),
                refused ? Verdict.REJECT : Verdict.UNVERIFIED,
                false,
                findings,
                List.copyOf(names.tables()),
                List.copyOf(names.fields()),
                List.of(),
                versions);
    }

    @Override
    public void close() {
        // Nothing is kept.
    }
}
