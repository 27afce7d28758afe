package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.ClassifierModels;
import dev.schemaregistry.classify.TextEmbedder;
import dev.schemaregistry.classify.index.MeaningIndex;
import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.policy.ColumnPolicy;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.access.Access;
import dev.schemaregistry.server.agent.AgentOffer;
import dev.schemaregistry.server.config.Configuration;
import dev.schemaregistry.server.config.ConfigurationFile;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Container;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.metrics.RegistryMetrics;
import dev.schemaregistry.server.secrets.SecretReferences;
import dev.schemaregistry.server.trace.Tracing;
import dev.schemaregistry.spi.CommonSettings;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.spi.Watch;
import dev.schemaregistry.summary.SchemaSummarizer;
import dev.schemaregistry.tools.QueryCheckers;
import dev.schemaregistry.tools.QueryDesk;
import dev.schemaregistry.tools.RegistryClient;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolContext;
import dev.schemaregistry.tools.ToolObserver;
import dev.schemaregistry.watch.IntrospectionResult;
import dev.schemaregistry.watch.IntrospectionService;
import dev.schemaregistry.watch.WatchListener;
import dev.schemaregistry.watch.WatchNode;
import dev.schemaregistry.watch.WatchSettings;
import dev.schemaregistry.watch.Watcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wiring: opens each part when it is first asked for, and closes what it opened. Thread-safe.
 *
 * <p>A registry that does not exist is an error unless {@link #createIfMissing} was called: a reading command on a mistyped path
 * must not leave an empty registry behind.
 */
public final class Services implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);
    private static final String LEASE = "SCHEMA_REGISTRY_LEASE";

    private final Places places;
    private final Map<String, String> environment;
    private final Clock clock;
    private boolean create;
    private ClassifierModels models;
    private Optional<String> nodeName = Optional.empty();
    private @Nullable WatchNode node;
    private @Nullable Configuration configuration;
    private @Nullable Access access;
    private @Nullable Container container;
    private @Nullable SecretResolver secrets;
    private @Nullable Connectors connectors;
    private @Nullable SchemaRegistry registry;
    private @Nullable SchemaIndex index;
    private @Nullable Watch following;
    private @Nullable Classifier classifier;
    private @Nullable ContractChecker checker;
    private @Nullable QueryDesk queries;
    private @Nullable SourceRunners runners;
    private @Nullable RegistryTools tools;
    private @Nullable RegistryMetrics metrics;
    private @Nullable Tracing tracing;

    public Services(Places places, Map<String, String> environment, Clock clock) {
        this.places = requireNonNull(places, "places");
        this.environment = Map.copyOf(environment);
        this.clock = requireNonNull(clock, "clock");
        this.models = ClassifierModels.on(clock);
    }

    /** From now on, a registry that does not exist is made. */
    public synchronized void createIfMissing() {
        create = true;
    }

    public Places places() {
        return places;
    }

    public Clock clock() {
        return clock;
    }

    /** What the configuration file says; read once. */
    public synchronized Configuration configuration() {
        if (configuration == null) {
            configuration = readConfiguration();
        }
        return configuration;
    }

    /** Reads the configuration file anew, and takes nothing over. */
    Configuration readConfiguration() {
        return ConfigurationFile.load(places.configuration(), places.configurationIsNamed(), environment);
    }

    /**
     * Takes the sources of a configuration over and goes on with it; on failure, the one before stays.
     *
     * @return what was registered
     */
    synchronized List<SourceDesk.Registered> takeOver(Configuration next) {
        // Whatever becomes of the sources: what is withheld or revoked is so from now on.
        registry().use(next.fields());
        if (access != null) {
            access.use(next.access());
        }
        List<SourceDesk.Registered> taken = sources().takeOver(next);
        configuration = next;
        return taken;
    }

    /** What follows the configuration file once started, until closed; the listener hears of each one that was taken over. */
    public ConfigurationWatch watchConfiguration(ConfigurationWatch.Listener listener) {
        return new ConfigurationWatch(this, listener);
    }

    /**
     * Who may call over HTTP, by what the configuration says now and later.
     *
     * @param tokens which also let in, for whatever they ask
     */
    public synchronized Access access(List<Secret> tokens) {
        Access judge = new Access(tokens, configuration().access(), clock);
        access = judge;
        return judge;
    }

    /** Whether this program runs in a container. */
    public synchronized Container container() {
        if (container == null) {
            container = Container.detect(environment, Path.of("/"));
        }
        return container;
    }

    /** Resolves references to secrets, by what the configuration says of Vault. */
    public synchronized SecretResolver secrets() {
        if (secrets == null) {
            secrets =
                    SecretReferences.resolver(environment, () -> configuration().vault());
        }
        return secrets;
    }

    /** Where the registry is. */
    public RegistryAddress address() {
        return RegistryAddress.of(places.registry().or(() -> configuration().registry()), places.home());
    }

    /** The patterns of withheld fields that fit no field known now; nothing where there is no registry yet. */
    public List<String> listUnusedPatterns() {
        boolean missing = address().file().filter(file -> !Files.exists(file)).isPresent();
        return missing || configuration().fields().isNone()
                ? List.of()
                : registry().listUnusedPatterns();
    }

    /** Where whole registries are moved; opens no registry by itself. */
    public StoreDesk stores() {
        return new StoreDesk(address(), places.home(), secrets(), clock);
    }

    public synchronized Connectors connectors() {
        if (connectors == null) {
            connectors = Connectors.installed(secrets());
        }
        return connectors;
    }

    /**
     * The registry, opened on first use.
     *
     * @throws dev.schemaregistry.error.StoreException when it can't be opened, or does not exist and must not be made
     * @throws dev.schemaregistry.error.InvalidRequestException when the configuration, which says what is withheld, is wrong
     */
    public synchronized SchemaRegistry registry() {
        if (registry == null) {
            ColumnPolicy fields = configuration().fields();
            registry = SchemaRegistry.initRegistry(address().open(create, secrets(), clock), clock);
            registry.use(fields);
        }
        return registry;
    }

    /** The source registrar, which also takes over what the configuration says. */
    public SourceDesk sources() {
        return new SourceDesk(registry(), connectors(), door());
    }

    private Door door() {
        return new Door(connectors(), container());
    }

    /**
     * Holds the configuration against what connectors allow, without a registry.
     *
     * @throws dev.schemaregistry.error.InvalidRequestException naming everything that is not allowed
     */
    public void checkConfiguration() {
        List<Door.Admitted> unused = door().admit(configuration());
    }

    /** The connector's word for a source of the configuration. */
    public String typeOf(ConfiguredSource source) {
        return door().admit(source).located().type();
    }

    /** Makes the secrets of the configuration known to the connectors. */
    public void holdConfiguredSecrets() {
        sources().holdSecrets(configuration());
    }

    /** What reads sources into the registry. */
    public synchronized IntrospectionService introspection() {
        return new IntrospectionService(registry(), connectors(), followers());
    }

    private Consumer<IntrospectionResult> followers() {
        Consumer<IntrospectionResult> counting = metrics == null ? result -> {} : metrics::introspected;
        return tracing == null ? counting : counting.andThen(tracing::introspected);
    }

    /** Calls this process so among the nodes of a registry, before it is first asked for. */
    public synchronized void callNode(String name) {
        nodeName = Optional.of(name);
    }

    /** This process among those that may watch the same registry; empty where that is a file, which one program watches. */
    public synchronized Optional<WatchNode> findNode() {
        if (address().file().isPresent()) {
            return Optional.empty();
        }
        if (node == null) {
            Duration lease = Optional.ofNullable(environment.get(LEASE))
                    .map(CommonSettings::interval)
                    .orElse(WatchNode.DEFAULT_LEASE);
            node = new WatchNode(NodeName.of(nodeName, environment), lease);
        }
        return Optional.of(node);
    }

    /**
     * What keeps looking at sources once it is started; the caller closes it. On a server that several nodes may share, it watches those
     * sources that no other node does.
     */
    public Watcher watcher(WatchSettings settings, WatchListener listener) {
        return findNode()
                .map(shared -> new Watcher(registry(), connectors(), introspection(), settings, listener, shared))
                .orElseGet(() -> new Watcher(registry(), connectors(), introspection(), settings, listener));
    }

    /** As {@link #watcher(WatchSettings, WatchListener)}, of all sources and beside a server: it tells the log. */
    public Watcher watcher() {
        return watcher(WatchSettings.DEFAULT, new WatchLog(this::keepUp));
    }

    /** What was read is found and checked against before anybody asks. */
    private void keepUp() {
        index().catchUp();
        RegistryTools known;
        synchronized (this) {
            known = tools;
        }
        if (known != null) {
            known.refreshSchemas();
        }
    }

    /** The search index, opened on first use and brought up to date then. */
    public synchronized SchemaIndex index() {
        if (index == null) {
            index = SchemaIndex.open(address().indexFolder(), CatalogReader.of(registry()));
        }
        return index;
    }

    private void tellUnusedPatterns() {
        registry()
                .listUnusedPatterns()
                .forEach(pattern -> LOG.warn(
                        "no field fits the pattern {} of the column policy: nothing is withheld by it; check its spelling",
                        pattern));
    }

    /**
     * Opens the index on a thread of its own, so that the first question need not wait for it, and from then on keeps it at the end of
     * the event log, whichever process or node writes that.
     */
    public void warmUp() {
        Thread thread = new Thread(
                () -> {
                    try {
                        tellUnusedPatterns();
                        followLog();
                    } catch (RuntimeException failure) {
                        LOG.warn("the search index could not be opened ahead of time: {}", failure.getMessage());
                    }
                },
                "index-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void followLog() {
        if (following == null) {
            following = registry().follow("index-follower", new IndexFollower(index()));
        }
    }

    /**
     * Ranks all questions with these models too.
     *
     * @throws IllegalStateException when a question could have been asked already
     */
    public synchronized void use(ClassifierModels given) {
        if (classifier != null) {
            throw new IllegalStateException("models are given before the classifier is first asked for");
        }
        models = requireNonNull(given, "given");
    }

    /** Vectors of all tables, in a folder beside the search index; computed in the background. The caller closes it. */
    public MeaningIndex meanings(TextEmbedder embedder) {
        return MeaningIndex.open(
                address().indexFolder().resolve("vectors"), CatalogReader.of(registry()), embedder, clock);
    }

    /** Routes questions; sees what other processes wrote. */
    public synchronized Classifier classifier() {
        if (classifier == null) {
            classifier = new Classifier(new FollowingIndex(this::index), models);
        }
        return classifier;
    }

    public synchronized ContractChecker checker() {
        if (checker == null) {
            checker = QueryCheckers.all();
        }
        return checker;
    }

    /** Checks queries against stored schemas. */
    public synchronized QueryDesk queries() {
        if (queries == null) {
            queries =
                    new QueryDesk(registry(), checker(), clock, configuration().cache());
        }
        return queries;
    }

    /** What is counted and timed in this process from now on; who serves no figures does not load what keeps them. */
    public synchronized RegistryMetrics metrics() {
        if (metrics == null) {
            metrics = new RegistryMetrics();
        }
        return metrics;
    }

    /**
     * What requests, calls of tools and readings are told to from now on, by the variables of OpenTelemetry.
     *
     * @throws dev.schemaregistry.error.InvalidRequestException when these make no sense
     */
    public synchronized Tracing tracing() {
        if (tracing == null) {
            tracing = Tracing.of(environment, clock);
        }
        return tracing;
    }

    /** The operations an agent may call. */
    public synchronized RegistryTools tools() {
        if (tools == null) {
            runners = new SourceRunners(connectors(), introspection());
            tools = new RegistryTools(
                    new ToolContext(registry(), classifier(), new SchemaSummarizer(), checker(), runners, clock),
                    metrics == null ? ToolObserver.NONE : metrics,
                    queries());
        }
        return tools;
    }

    /** Everything an agent is offered. */
    public AgentOffer offer() {
        return AgentOffer.of(version(), tools(), registry(), clock);
    }

    /** The version in the jar's manifest. */
    public static String version() {
        return Optional.ofNullable(Services.class.getPackage().getImplementationVersion())
                .orElse("development build");
    }

    /** The registry in three calls, for a program that routes questions itself. */
    public RegistryClient client() {
        return new RegistryClient(registry(), classifier(), new SchemaSummarizer());
    }

    /** Closes what was opened, last first. */
    @Override
    public synchronized void close() {
        closeAll(following, runners, checker, index, registry, metrics, tracing);
        following = null;
        tracing = null;
        metrics = null;
        runners = null;
        checker = null;
        index = null;
        registry = null;
    }

    private static void closeAll(@Nullable AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception failure) {
                LOG.warn("closing {} failed: {}", part.getClass().getSimpleName(), failure.getMessage());
            }
        }
    }
}
