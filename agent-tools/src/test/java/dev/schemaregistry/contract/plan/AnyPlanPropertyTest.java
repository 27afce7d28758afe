package dev.schemaregistry.contract.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.JsonCase;
import dev.schemaregistry.tools.QueryCheckers;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, there is a report. */
class AnyPlanPropertyTest {
    private static final PlanCheck PLANS = new PlanCheck(QueryCheckers.all(), SeveralSources.known());

    @Property(tries = 300)
    void anyTextGetsAReport(@ForAll String text) {
        assertThat(PLANS.check(text).verdict()).isNotEqualTo(Verdict.ACCEPT);
    }

    @Property(tries = 300)
    void aPlanWithAPieceCutOutGetsAReport(@ForAll("cut") String text) {
        assertThat(PLANS.check(text).findings()).isNotNull();
    }

    @Provide
    Arbitrary<String> cut() throws IOException {
        List<String> plans =
                JsonCase.read("plan/plan-cases.jsonl").map(JsonCase::text).toList();
        return Combinators.combine(
                        Arbitraries.of(plans),
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(0, 15))
                .as((plan, at, length) -> {
                    int start = Math.min(at, plan.length());
                    int end = Math.min(start + length, plan.length());
                    return plan.substring(0, start) + plan.substring(end);
                });
    }
}
