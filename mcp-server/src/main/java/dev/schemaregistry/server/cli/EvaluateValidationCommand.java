package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.evaluate.ParserBaselines;
import dev.schemaregistry.contract.evaluate.PipelineEvaluation;
import dev.schemaregistry.contract.evaluate.PipelineScore;
import dev.schemaregistry.contract.evaluate.SchemaFolder;
import dev.schemaregistry.contract.evaluate.ValidationEvaluation;
import dev.schemaregistry.contract.evaluate.ValidationScore;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.EvaluationSources;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.Secret;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores the contract check. */
@Command(
        name = "validation",
        description = {
            "Checks labelled queries and says how many verdicts are right.",
            "A line of a truth file has id, dialect, schema_ref, sql, expect. A schema_ref names a database of the PostgreSQL",
            "server, or of the folder a SQLite schema file, a file of MongoDB collections, or a line of",
            "regress_contexts.jsonl."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  schema-registry evaluate validation --truth gold.jsonl --truth mutations.jsonl --schemas ddl \\",
            "      --postgres postgresql://ro_agent@localhost:5432 --out predictions.jsonl"
        })
final class EvaluateValidationCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--truth",
            required = true,
            arity = "1..*",
            paramLabel = "<file>",
            description = "Labelled queries; several files may follow, and the option may be repeated.")
    @Nullable
    List<Path> truth;

    @Option(names = "--schemas", required = true, paramLabel = "<folder>", description = "Where the schema files are.")
    @Nullable
    Path schemas;

    @Option(
            names = "--postgres",
            paramLabel = "<url>",
            description =
                    "A server with the databases, for a role that may only read; without it their queries are skipped.")
    @Nullable
    String postgres;

    @Option(names = "--dry-run", description = "Also ask the server about each query that the check accepts.")
    boolean dryRun;

    @Option(
            names = "--scratch",
            paramLabel = "<url>",
            description = {
                "With --dry-run: a server, for a role that may make databases. Tables that only a line of",
                "regress_contexts.jsonl describes are made there in a database that is dropped again."
            })
    @Nullable
    String scratch;

    @Option(names = "--baselines", description = "Also say what parsers without the schema make of the same queries.")
    boolean baselines;

    @Option(
            names = "--pipelines",
            paramLabel = "<folder>",
            description = "Also check the example pipelines of the mongodb/mql-specifications grammar in this folder.")
    @Nullable
    Path pipelines;

    @Option(names = "--out", required = true, paramLabel = "<file>", description = "Where the predictions go.")
    @Nullable
    Path out;

    @Option(names = "--errors", description = "Also list every wrong verdict.")
    boolean errors;

    EvaluateValidationCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ValidationScore score = run();
        Map<String, ValidationScore> others = baselines ? compared() : Map.of();
        Map<String, PipelineScore> examples = pipelines == null ? Map.of() : examples(pipelines);
        session.answer(() -> tree(score, others, examples), page -> {
            page.block(score.text(others));
            examples.forEach((schema, each) -> page.blank().line(schema).block(each.text()));
            if (errors) {
                score.errors().forEach(page::line);
                examples.values().forEach(each -> each.errors().forEach(page::line));
            }
        });
        return 0;
    }

    private ValidationScore run() {
        Services services = session.services();
        ContractChecker checker = services.checker();
        try (EvaluationSources sources = new EvaluationSources(
                services.connectors(),
                Optional.ofNullable(postgres).map(Secret::of),
                Optional.ofNullable(scratch).map(Secret::of))) {
            SchemaFolder folder = SchemaFolder.of(requireNonNull(schemas), sources::readServer, sources::readFile);
            ValidationEvaluation evaluation = dryRun
                    ? new ValidationEvaluation(checker, folder, schema -> runner(schema, folder, sources))
                    : new ValidationEvaluation(checker, folder);
            return evaluation.run(requireNonNull(truth), requireNonNull(out));
        } catch (UncheckedIOException unusable) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    unusable.getMessage() + " failed; check that the file is there and holds JSON Lines",
                    unusable);
        }
    }

    private static Optional<DryRunner> runner(String schema, SchemaFolder folder, EvaluationSources sources) {
        return folder.findScript(schema).map(sources::findRunnerOn).orElseGet(() -> sources.findRunner(schema));
    }

    private Map<String, ValidationScore> compared() {
        Map<String, ValidationScore> scores = new LinkedHashMap<>();
        try (ParserBaselines parsers = new ParserBaselines()) {
            parsers.byName()
                    .forEach((name, parser) ->
                            scores.put(name, ValidationEvaluation.run(requireNonNull(truth), parser)));
        }
        return scores;
    }

    private Map<String, PipelineScore> examples(Path folder) {
        Map<String, PipelineScore> scores = new LinkedHashMap<>();
        ContractChecker checker = session.services().checker();
        scores.put("Example pipelines, schema declared", PipelineEvaluation.run(checker, folder, false));
        scores.put("Example pipelines, schema sampled", PipelineEvaluation.run(checker, folder, true));
        return scores;
    }

    private static JsonNode tree(
            ValidationScore score, Map<String, ValidationScore> others, Map<String, PipelineScore> examples) {
        JsonNode tree = JsonText.tree(score);
        if (tree instanceof ObjectNode object && !others.isEmpty()) {
            object.set("baselines", JsonText.tree(others));
        }
        if (tree instanceof ObjectNode object && !examples.isEmpty()) {
            object.set("pipelines", JsonText.tree(examples));
        }
        return tree;
    }
}
