package dev.schemaregistry.contract.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Runs the contract check over labelled queries and scores it. Schemas are read before the first check, so the check itself does
 * no input or output. For one thread.
 */
public final class ValidationEvaluation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WARM_UP = 300;
    private static final int MOST_ROUNDS = 20;
    private static final long LONGEST_WARM_UP = 1_000_000_000L;

    private final ContractChecker checker;
    private final SchemaLookup schemas;
    private final DryRuns dryRuns;

    /** Without dry runs. */
    public ValidationEvaluation(ContractChecker checker, SchemaLookup schemas) {
        this(checker, schemas, schemaRef -> Optional.empty());
    }

    /** With a dry run of each query that the contract check accepted. */
    public ValidationEvaluation(ContractChecker checker, SchemaLookup schemas, DryRuns dryRuns) {
        this.checker = requireNonNull(checker, "checker");
        this.schemas = requireNonNull(schemas, "schemas");
        this.dryRuns = requireNonNull(dryRuns, "dryRuns");
    }

    /** Gives the dry runner of a source. */
    @FunctionalInterface
    public interface DryRuns {
        /** The runner for queries of that schema; empty for none. All queries of a schema are asked for in a row. */
        Optional<DryRunner> find(String schemaRef);
    }

    /**
     * Checks every query of the truth files and writes one prediction a line.
     *
     * @throws UncheckedIOException when a file can't be read or written
     */
    public ValidationScore run(List<Path> truth, Path predictions) {
        List<LabelledQuery> queries = read(truth);
        Map<String, SchemaContext> contexts = new HashMap<>();
        TreeSet<String> missing = new TreeSet<>();
        for (LabelledQuery query : queries) {
            if (contexts.containsKey(query.schemaRef()) || missing.contains(query.schemaRef())) {
                continue;
            }
            schemas.find(query.dialect(), query.schemaRef())
                    .ifPresentOrElse(
                            context -> contexts.put(query.schemaRef(), context), () -> missing.add(query.schemaRef()));
        }
        Map<String, Double> first = firstChecks(queries, contexts);
        warmUp(queries, contexts);
        Map<String, Prediction> answers = predict(queries, contexts);
        Map<String, Double> asked = dryRun(queries, answers);
        write(answers.values(), predictions);
        return ValidationScore.of(queries, answers, first, asked, List.copyOf(missing));
    }

    /**
     * What parsers without the schema say of the same queries.
     *
     * @throws UncheckedIOException when a file can't be read
     */
    public static ValidationScore run(List<Path> truth, Baseline baseline) {
        List<LabelledQuery> queries = read(truth);
        Map<String, Prediction> answers = new LinkedHashMap<>();
        for (LabelledQuery query : queries) {
            long start = System.nanoTime();
            Optional<Boolean> accepts = baseline.accepts(query.dialect(), query.text());
            double millis = millisSince(start);
            accepts.ifPresent(accepted -> answers.put(
                    query.id(),
                    new Prediction(
                            query.id(),
                            accepted ? Prediction.ACCEPT : Prediction.REJECT,
                            "",
                            "",
                            List.of(),
                            millis,
                            "")));
        }
        return ValidationScore.of(queries, answers, Map.of(), Map.of(), List.of());
    }

    private static List<LabelledQuery> read(List<Path> files) {
        List<LabelledQuery> queries = new ArrayList<>();
        for (Path file : files) {
            try (Stream<String> lines = Files.lines(file, UTF_8)) {
                for (String line : (Iterable<String>) lines.filter(l -> !l.isBlank())::iterator) {
                    queries.add(LabelledQuery.of(JSON.readTree(line)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("reading labelled queries from " + file, e);
            }
        }
        return queries;
    }

    /** What the first query of each dialect waits for: the reading of grammars and catalogs. */
    private Map<String, Double> firstChecks(List<LabelledQuery> queries, Map<String, SchemaContext> contexts) {
        Map<String, Double> first = new TreeMap<>();
        for (LabelledQuery query : queries) {
            SchemaContext context = contexts.get(query.schemaRef());
            if (context != null && !first.containsKey(query.dialect())) {
                long start = System.nanoTime();
                checker.validate(new ContractQuery(query.text(), context));
                first.put(query.dialect(), millisSince(start));
            }
        }
        return first;
    }

    private static double millisSince(long start) {
        return Math.round((System.nanoTime() - start) / 1e3) / 1e3;
    }

    private void warmUp(List<LabelledQuery> queries, Map<String, SchemaContext> contexts) {
        Map<String, List<ContractQuery>> byDialect = new TreeMap<>();
        for (LabelledQuery query : queries) {
            SchemaContext context = contexts.get(query.schemaRef());
            if (context != null) {
                byDialect
                        .computeIfAbsent(query.dialect(), dialect -> new ArrayList<>())
                        .add(new ContractQuery(query.text(), context));
            }
        }
        byDialect.values().forEach(this::warmUp);
    }

    private void warmUp(List<ContractQuery> queries) {
        List<ContractQuery> checks = queries.stream().limit(WARM_UP).toList();
        checks.forEach(checker::validate);
        // A short file again and again, so that a time is not that of code run for the first time.
        long end = System.nanoTime() + LONGEST_WARM_UP;
        for (int done = checks.size(); done < MOST_ROUNDS * checks.size() && System.nanoTime() < end; done++) {
            checker.validate(checks.get(done % checks.size()));
        }
    }

    private Map<String, Prediction> predict(List<LabelledQuery> queries, Map<String, SchemaContext> contexts) {
        Map<String, Prediction> answers = new LinkedHashMap<>();
        for (LabelledQuery query : queries) {
            SchemaContext context = contexts.get(query.schemaRef());
            if (context != null) {
                answers.put(query.id(), predict(query, context));
            }
        }
        return answers;
    }

    private Prediction predict(LabelledQuery query, SchemaContext context) {
        long start = System.nanoTime();
        ContractReport report = checker.validate(new ContractQuery(query.text(), context));
        double millis = millisSince(start);
        if (report.accepted()) {
            return new Prediction(query.id(), Prediction.ACCEPT, "", "", List.of(), millis, "");
        }
        Optional<Finding> first =
                report.firstError().or(() -> report.findings().stream().findFirst());
        List<String> suggestions = report.findings().stream()
                .map(Finding::suggestions)
                .filter(s -> !s.isEmpty())
                .findFirst()
                .orElse(List.of());
        return new Prediction(
                query.id(),
                Prediction.REJECT,
                first.map(Finding::code).orElse(""),
                first.map(f -> f.level().name().toLowerCase(Locale.ROOT)).orElse(""),
                suggestions,
                millis,
                first.map(Finding::message).orElse(""));
    }

    /** Asks the source about all that the check accepted, schema by schema, and takes its refusals over; how long each took. */
    private Map<String, Double> dryRun(List<LabelledQuery> queries, Map<String, Prediction> answers) {
        Map<String, Double> asked = new HashMap<>();
        queries.stream()
                .filter(query -> answers.containsKey(query.id())
                        && !answers.get(query.id()).rejected())
                .sorted(Comparator.comparing(LabelledQuery::schemaRef))
                .forEach(query -> runner(query).ifPresent(runner -> {
                    long start = System.nanoTime();
                    DryRunReport report = runner.dryRun(query.text(), DryRunner.Limits.DEFAULT);
                    asked.put(query.id(), millisSince(start));
                    if (report.verdict() == DryRunReport.Verdict.REJECTED) {
                        answers.computeIfPresent(query.id(), (id, accepted) -> refused(accepted, report));
                    }
                }));
        return asked;
    }

    private static Prediction refused(Prediction accepted, DryRunReport report) {
        return new Prediction(
                accepted.id(), Prediction.REJECT, report.code(), "", List.of(), accepted.ms(), report.message());
    }

    private Optional<DryRunner> runner(LabelledQuery query) {
        return query.dialect().equals("postgres") ? dryRuns.find(query.schemaRef()) : Optional.empty();
    }

    private static void write(Iterable<Prediction> predictions, Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
            for (Prediction prediction : predictions) {
                out.write(JSON.writeValueAsString(prediction));
                out.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing predictions to " + file, e);
        }
    }
}
