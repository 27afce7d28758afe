package dev.schemaregistry.contract.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.MqlExamples.Example;
import dev.schemaregistry.testkit.EvaluationData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The check on example pipelines of the grammar: valid ones pass, and a misspelt field is found. */
class MqlExamplesTest {
    private static final MongoContractChecker CHECKER = MongoContractChecker.create();
    private static final System.Logger LOGGER = System.getLogger("mql");
    private static final int SHORTEST = 3;

    /** Names whose texts are field paths without a dollar. */
    private static final Set<String> PATHS = Set.of(
            "localField",
            "foreignField",
            "connectFromField",
            "connectToField",
            "$unset",
            "partitionByFields",
            "path",
            "field");

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    @Test
    void validPipelinesPassAndMisspeltFieldsAreFound() throws IOException {
        Measured measured = measure("declared", MqlExamples.read(EvaluationData.require("mql")));

        assertThat(measured.alarms.size())
                .as(String.join("\n", measured.alarms))
                .isLessThanOrEqualTo((int) (0.015 * measured.judged));
        assertThat(measured.missed.size())
                .as(String.join("\n", measured.missed))
                .isLessThanOrEqualTo((int) (0.05 * measured.misspelt));
    }

    @Test
    void theSameHoldsWhereTheSchemaIsOnlyASample() throws IOException {
        List<Example> examples = MqlExamples.read(EvaluationData.require("mql")).stream()
                .map(Example::sampled)
                .toList();
        Measured measured = measure("sampled", examples);

        assertThat(measured.alarms.size())
                .as(String.join("\n", measured.alarms))
                .isLessThanOrEqualTo((int) (0.015 * measured.judged));
        assertThat(measured.missed.size())
                .as(String.join("\n", measured.missed))
                .isLessThanOrEqualTo((int) (0.05 * measured.misspelt));
    }

    /** What came of all examples. */
    private static final class Measured {
        final List<String> alarms = new ArrayList<>();
        final List<String> missed = new ArrayList<>();
        int judged;
        int contradicting;
        int unverified;
        int misspelt;
    }

    private static Measured measure(String what, List<Example> examples) {
        Measured measured = new Measured();
        for (Example example : examples) {
            ContractReport report = judge(example, example.pipeline());
            if (report.firstError().filter(MqlExamplesTest::isPolicy).isEmpty()) {
                measured.judged++;
                add(report, example, measured);
            }
        }
        LOGGER.log(
                System.Logger.Level.INFO,
                "{0}: {1} judged, {2} false alarms, {3} contradict their schema, {4} unverified; {5} misspelt, {6} missed",
                what,
                measured.judged,
                measured.alarms.size(),
                measured.contradicting,
                measured.unverified,
                measured.misspelt,
                measured.missed.size());
        return measured;
    }

    private static void add(ContractReport report, Example example, Measured measured) {
        if (report.verdict() == Verdict.REJECT) {
            List<Finding> errors =
                    report.findings().stream().filter(Finding::isError).toList();
            if (errors.stream().allMatch(error -> contradicts(error, example))) {
                measured.contradicting++;
            } else {
                measured.alarms.add(example.name() + " " + example.query(example.pipeline()) + " " + errors);
            }
            return;
        }
        measured.unverified += report.verdict() == Verdict.UNVERIFIED ? 1 : 0;
        for (Object mutant : variants(example.pipeline(), example.names(), Place.NONE)) {
            measured.misspelt++;
            boolean found = judge(example, mutant).findings().stream()
                    .anyMatch(finding -> finding.isError() && finding.rule() == Rule.UNKNOWN_COLUMN);
            if (!found) {
                measured.missed.add(example.name() + " " + example.query(mutant));
            }
        }
    }

    private static ContractReport judge(Example example, Object pipeline) {
        return CHECKER.validate(new ContractQuery(example.query(pipeline), example.schema()));
    }

    private static boolean isPolicy(Finding finding) {
        return finding.level() == Finding.Level.POLICY;
    }

    /** Whether the name that is missed stands nowhere in the example's own schema. */
    private static boolean contradicts(Finding error, Example example) {
        return error.rule() == Rule.UNKNOWN_COLUMN
                && example.names().stream()
                        .noneMatch(name -> error.message().contains("no field \"" + name + '"')
                                || error.message().contains("." + name + "\" leads"));
    }

    /** What names mean where they stand. */
    private enum Place {
        NONE,
        CONDITION,
        PATH
    }

    /** All copies of a pipeline with one mention of a stored field misspelt by one letter. */
    private static List<Object> variants(Object value, Set<String> names, Place place) {
        List<Object> variants = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                String name = String.valueOf(key);
                if (name.equals("$literal")) {
                    return;
                }
                if ((place == Place.CONDITION && !name.startsWith("$")) || isKept(name, inner, place)) {
                    for (String wrong : misspelt(name, names)) {
                        variants.add(renamed(map, name, wrong));
                    }
                }
                for (Object variant : variants(inner, names, within(name, place))) {
                    variants.add(with(map, name, variant));
                }
            });
        } else if (value instanceof List<?> list) {
            for (int at = 0; at < list.size(); at++) {
                for (Object variant : variants(list.get(at), names, place)) {
                    List<Object> copy = new ArrayList<>(list);
                    copy.set(at, variant);
                    variants.add(copy);
                }
            }
        } else if (value instanceof String text && (text.startsWith("$") || place == Place.PATH)) {
            variants.addAll(misspelt(text, names));
        }
        return variants;
    }

    private static boolean isKept(String name, Object inner, Place place) {
        return place == Place.PATH && !name.startsWith("$") && (inner instanceof Number || inner instanceof Boolean);
    }

    private static Place within(String name, Place place) {
        if (name.equals("$match")
                || name.equals("$sort")
                || name.equals("sortBy")
                || name.equals("restrictSearchWithMatch")) {
            return Place.CONDITION;
        }
        if (place == Place.CONDITION
                && Set.of("$and", "$or", "$nor", "$elemMatch").contains(name)) {
            return Place.CONDITION;
        }
        return name.equals("$project") || PATHS.contains(name) ? Place.PATH : Place.NONE;
    }

    private static List<String> misspelt(String text, Set<String> names) {
        List<String> parts = Arrays.asList(text.split("(?<=[.$])|(?=[.$])"));
        List<String> wrong = new ArrayList<>();
        for (int at = 0; at < parts.size(); at++) {
            String part = parts.get(at);
            boolean variable =
                    at > 1 && parts.get(at - 1).equals("$") && parts.get(at - 2).equals("$");
            if (part.length() < SHORTEST || !names.contains(part) || variable) {
                continue;
            }
            int middle = part.length() / 2;
            String changed = part.substring(0, middle - 1)
                    + part.charAt(middle)
                    + part.charAt(middle - 1)
                    + part.substring(middle + 1);
            String shorter = part.substring(0, middle) + part.substring(middle + 1);
            for (String candidate : List.of(changed, shorter, part + part.charAt(0))) {
                if (!names.contains(candidate)) {
                    List<String> copy = new ArrayList<>(parts);
                    copy.set(at, candidate);
                    wrong.add(String.join("", copy));
                    break;
                }
            }
        }
        return wrong;
    }

    private static Map<String, Object> renamed(Map<?, ?> map, String name, String wrong) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put(key.equals(name) ? wrong : String.valueOf(key), inner));
        return copy;
    }

    private static Map<String, Object> with(Map<?, ?> map, String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put(String.valueOf(key), key.equals(name) ? value : inner));
        return copy;
    }
}
