package dev.schemaregistry.tools;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations an agent may call, once for all protocols. The list is the same whatever is registered. Thread-safe; nothing
 * heavy is loaded before the first call.
 */
public final class RegistryTools {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryTools.class);
    private static final int REFUSAL_TOKENS = 400;

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final ArgumentCheck arguments = new ArgumentCheck();
    private final Budget budget;
    private final KnownSchemas schemas;
    private final ToolObserver observer;

    public RegistryTools(ToolContext context) {
        this(context, ToolObserver.NONE);
    }

    /** Tools whose every call is told to an observer. */
    public RegistryTools(ToolContext context, ToolObserver observer) {
        this(context, observer, new QueryDesk(context.registry(), context.checker(), context.clock()));
    }

    /** Tools that check queries at this desk, and share the schemas it keeps. */
    public RegistryTools(ToolContext context, ToolObserver observer, QueryDesk checks) {
        this.observer = requireNonNull(observer, "observer");
        this.budget = new Budget(context.summarizer());
        Reads reads = new Reads(context.registry(), context.clock());
        schemas = checks.schemas();
        Stream.of(
                        new ClassifyQuestion(reads, context.classifier()),
                        new SummarizeSchema(reads, context.classifier(), context.summarizer()),
                        new ListSources(reads),
                        new SearchSchema(reads, context.classifier()),
                        new DescribeTable(reads, schemas),
                        new ValidateQuery(reads, checks),
                        new DryRunQuery(reads, checks, context.runners()),
                        new SchemaChanges(reads))
                .forEach(operation -> operations.put(operation.tool().name(), operation));
    }

    /** All tools, in the order in which they should be shown. */
    public List<AgentTool> tools() {
        return operations.values().stream().map(Operation::tool).toList();
    }

    public Optional<AgentTool> findTool(String name) {
        return Optional.ofNullable(operations.get(name)).map(Operation::tool);
    }

    /** The sentences a client shows its model once: what this is for and in which order to use it. */
    public String instructions() {
        return ToolTexts.INSTRUCTIONS;
    }

    /** How the cache of schemas served that queries are checked against. */
    public CacheCounts schemaCache() {
        return schemas.counts();
    }

    /** Forgets the schemas that are kept. They are never stale; this gives memory back, and doubts room. */
    public void invalidateSchemas() {
        schemas.invalidate();
    }

    /** As {@link #invalidateSchemas()}, of one source. */
    public void invalidateSchemas(SourceId source) {
        schemas.invalidate(source);
    }

    /** Brings the schemas that are kept up to date ahead of the next question; worth a thread that has just accepted a change. */
    public void refreshSchemas() {
        schemas.refresh();
    }

    /** Loads what the first call would otherwise wait for: the tokenizer, the check of arguments. Worth a thread of its own. */
    public void warmUp() {
        operations.values().forEach(operation -> arguments.prepare(operation.tool()));
        budget.prepare();
    }

    /**
     * Runs a tool. Whatever goes wrong is an answer with an error code, never an exception: an unknown tool, arguments that do not
     * fit, a source that is down.
     *
     * @param arguments JSON values by name; null means absent
     */
    public ToolAnswer call(String name, Map<String, ? extends @Nullable Object> arguments) {
        long start = System.nanoTime();
        ToolAnswer answer = answer(name, arguments);
        String known = operations.containsKey(name) ? name : "";
        observer.answered(known, answer, Duration.ofNanos(System.nanoTime() - start));
        return answer;
    }

    private ToolAnswer answer(String name, Map<String, ? extends @Nullable Object> arguments) {
        Operation operation = operations.get(name);
        if (operation == null) {
            return refusal(
                    ErrorCode.INVALID_ARGUMENT.name(),
                    "there is no tool " + PlainText.quoted(name),
                    "call one of " + String.join(", ", operations.keySet()),
                    REFUSAL_TOKENS);
        }
        int most = refusalBudget(arguments);
        try {
            Arguments checked = this.arguments.check(operation.tool(), arguments);
            return operation.run(checked, budget);
        } catch (RegistryException expected) {
            LOG.debug("tool {} refused: {}", name, expected.code());
            return refusal(expected.code().name(), expected.getMessage(), Refusals.next(expected.code()), most);
        } catch (RuntimeException unexpected) {
            LOG.error("tool {} failed", name, unexpected);
            return refusal(
                    Refusals.INTERNAL,
                    "the tool failed for a reason of its own; its log has the details",
                    "go on with another tool, and report it to the operator",
                    most);
        }
    }

    /** As {@link #call(String, Map)}, with the arguments as JSON text; an empty text means none. */
    public ToolAnswer callJson(String name, @Nullable String arguments) {
        try {
            return call(name, JsonText.object(arguments));
        } catch (InvalidRequestException malformed) {
            ErrorCode code = malformed.code();
            return refusal(code.name(), malformed.getMessage(), Refusals.next(code), REFUSAL_TOKENS);
        }
    }

    private ToolAnswer refusal(String code, String cause, String next, int most) {
        return budget.refusal(code, cause, next, most);
    }

    /** The caller's budget as far as it is one. */
    private static int refusalBudget(Map<String, ? extends @Nullable Object> arguments) {
        return arguments.get(Arguments.MAX_TOKENS) instanceof Number number
                ? Math.min(REFUSAL_TOKENS, Math.max(Budget.LEAST, number.intValue()))
                : REFUSAL_TOKENS;
    }
}
