package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.AddressParts;
import dev.schemaregistry.spi.CommonSettings;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.SourceConnectorFactory;
import dev.schemaregistry.watch.ConnectorOpener;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The connectors on the class path, and the secrets of this process.
 *
 * <p>A password that came in a URI or from a variable is held here until the process ends; it reaches a driver and nothing else.
 * Thread-safe.
 */
public final class Connectors implements ConnectorOpener {
    private static final String HELD = "process:";

    private final Map<String, SourceConnectorFactory> byType = new TreeMap<>();
    private final Map<SourceId, Held> held = new ConcurrentHashMap<>();
    private final SecretResolver references;

    /** @param references resolves what is written down, such as {@code env:NAME} */
    public Connectors(Collection<SourceConnectorFactory> factories, SecretResolver references) {
        factories.forEach(factory -> byType.put(factory.type(), factory));
        this.references = requireNonNull(references, "references");
    }

    /**
     * Everything {@link ServiceLoader} finds.
     *
     * @param references resolves what is written down
     */
    public static Connectors installed(SecretResolver references) {
        List<SourceConnectorFactory> found =
                ServiceLoader.load(SourceConnectorFactory.class, Connectors.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        return new Connectors(found, references);
    }

    /** The words for types, sorted. */
    public List<String> types() {
        return List.copyOf(byType.keySet());
    }

    /**
     * Takes an address apart with the connector of a type, or with the one that knows the scheme.
     *
     * @throws InvalidRequestException with {@code UNSUPPORTED} when no connector knows it, or {@code INVALID_URI}
     */
    public Located locate(Optional<String> type, Secret uri) {
        SourceConnectorFactory factory = type.map(this::factory).orElseGet(() -> byScheme(uri.reveal()));
        return new Located(factory.type(), factory.parse(uri.reveal()));
    }

    /** As {@link #locate(Optional, Secret)}, for an address written as parts. */
    public Located locate(String type, AddressParts parts) {
        SourceConnectorFactory factory = factory(type);
        return new Located(factory.type(), factory.parse(factory.assemble(parts)));
    }

    /** The setting under which a source of this type takes its secret. */
    public String credential(String type) {
        return factory(type).credential();
    }

    /** Whether a source of this type has a {@code sample_size}. */
    public boolean samples(String type) {
        return factory(type).samples();
    }

    /**
     * Holds settings against what the connector of the type allows; contacts nothing.
     *
     * @param secrets settings whose secret this process will hold
     * @throws InvalidRequestException naming the setting
     */
    public void check(String type, SourceId id, Map<String, String> settings, Set<String> secrets) {
        Map<String, String> all = new HashMap<>(CommonSettings.without(settings));
        secrets.forEach(key -> all.put(key, reference(id, "", key)));
        factory(type).open(id, all, this::resolve).close();
    }

    /**
     * Keeps the secrets of a source for the readings of this process, in place of those it had.
     *
     * @param uri the address they are for, without secrets: whoever still reads another one does not get them
     */
    public void hold(SourceId id, String uri, Map<String, Secret> secrets) {
        if (secrets.isEmpty()) {
            held.remove(id);
            return;
        }
        held.put(id, new Held(uri, secrets));
    }

    /** As {@link #open}, but as another role, with its own password or none: never with that of the source's. */
    public SourceConnector openAs(DataSource source, String user, Optional<String> passwordReference) {
        Map<String, String> settings = settings(source);
        settings.put("user", user);
        settings.remove("password");
        passwordReference.ifPresent(reference -> settings.put("password", reference));
        return factory(source.type()).open(source.id(), settings, this::resolve);
    }

    @Override
    public SourceConnector open(DataSource source) {
        return factory(source.type()).open(source.id(), settings(source), this::resolve);
    }

    private Map<String, String> settings(DataSource source) {
        Map<String, String> settings = new HashMap<>(CommonSettings.without(source.settings()));
        Optional.ofNullable(held.get(source.id()))
                .filter(known -> known.uri().equals(source.uri()))
                .ifPresent(known -> known.secrets()
                        .keySet()
                        .forEach(key -> settings.put(key, reference(source.id(), known.uri(), key))));
        return settings;
    }

    /** Names the address too, so that a connector to an old address never resolves the secret of a new one. */
    private static String reference(SourceId id, String uri, String key) {
        return HELD + id + '.' + Integer.toHexString(uri.hashCode()) + '/' + key;
    }

    private Secret resolve(String reference) {
        if (!reference.startsWith(HELD)) {
            return references.resolve(reference);
        }
        SourceId id = new SourceId(reference.substring(HELD.length(), reference.indexOf('.')));
        String key = reference.substring(reference.indexOf('/') + 1);
        return Optional.ofNullable(held.get(id))
                .filter(known -> reference(id, known.uri(), key).equals(reference))
                .map(known -> known.secrets().get(key))
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.UNRESOLVED_SECRET,
                        "the secret of source \"" + id + "\" is no longer known to this process; start it again"));
    }

    private SourceConnectorFactory factory(String type) {
        SourceConnectorFactory factory = byType.get(type);
        if (factory == null) {
            throw new InvalidRequestException(
                    ErrorCode.UNSUPPORTED,
                    "no connector for type \"" + type + "\" is installed; there are: " + String.join(", ", types()));
        }
        return factory;
    }

    private SourceConnectorFactory byScheme(String uri) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        String inner = scheme.equals("jdbc") ? schemeAfter(uri, colon) : scheme;
        return byType.values().stream()
                .filter(factory ->
                        factory.schemes().contains(scheme) || factory.schemes().contains(inner))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.INVALID_URI,
                        "the address starts with no scheme a connector knows; it may be "
                                + schemes().map(known -> known + ":").collect(Collectors.joining(", "))));
    }

    private static String schemeAfter(String uri, int colon) {
        int next = uri.indexOf(':', colon + 1);
        return next < 0 ? "" : uri.substring(colon + 1, next).toLowerCase(Locale.ROOT);
    }

    private Stream<String> schemes() {
        return byType.values().stream()
                .flatMap(factory -> factory.schemes().stream())
                .distinct()
                .sorted();
    }

    /** An address taken apart, and the type of connector that did it. */
    public record Located(String type, SourceAddress address) {}

    /** Secrets by setting, and the address they are for. */
    private record Held(String uri, Map<String, Secret> secrets) {
        Held {
            secrets = Map.copyOf(secrets);
        }
    }
}
