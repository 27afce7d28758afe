package dev.schemaregistry.contract.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.SchemaContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the text, there is a verdict. */
class AnyCallPropertyTest {
    private static final SlackContractChecker CHECKER = SlackContractChecker.create();
    private static final SchemaContext TEAM = Team.context();

    @Property
    void anyTextGetsAVerdict(@ForAll String text) {
        assertThat(check(text).verdict()).isEqualTo(Verdict.REJECT);
        assertThat(check("{\"method\": \"users.info\", \"user\": " + text + "}").findings())
                .extracting(Finding::code)
                .doesNotContain("CHECK_INCOMPLETE");
    }

    private static ContractReport check(String text) {
        return CHECKER.validate(new ContractQuery(text, TEAM));
    }
}
