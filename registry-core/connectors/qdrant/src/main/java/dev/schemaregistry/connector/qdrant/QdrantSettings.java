package dev.schemaregistry.connector.qdrant;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.SourceAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What reading a Qdrant server needs; every value was checked against the list of what is allowed.
 *
 * @param port of gRPC
 * @param collection the only collection wanted, or with a {@code *} at its end the beginning of the names wanted
 * @param sampleSize points looked at in each collection
 * @param queryTimeout how long the server may take for one answer
 */
record QdrantSettings(
        String host,
        int port,
        boolean tls,
        Optional<String> collection,
        Optional<String> keyReference,
        int sampleSize,
        Duration queryTimeout) {

    private record Rule(String name, Predicate<String> allowed, String expected) {}

    private static final String HOST_NAME = "[A-Za-z0-9_][A-Za-z0-9._-]{0,252}";
    /** The only spelling of an IPv4 address taken; resolvers know others, which hide where they lead. */
    private static final String DOTTED = "[0-9]{1,3}(\\.[0-9]{1,3}){3}";

    private static final String ADDRESS = "[0-9A-Fa-f.]*:[0-9A-Fa-f:.]{1,45}";
    /** Where clouds keep the credentials of their machines; no server is there. */
    private static final Pattern LINK_LOCAL =
            Pattern.compile("169\\.254\\..*|fe[89ab][0-9a-f]:.*|fd00:ec2:.*|.*:169\\.254\\..*|.*:a9fe:.*");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|.*\\.localhost|127\\..*|::1|0:0:0:0:0:0:0:1");

    private static final List<Rule> RULES = List.of(
            new Rule("host", QdrantSettings::isHost, "one host name or address that is not link-local"),
            new Rule("port", text -> isNumber(text, 1, 65_535), "a number from 1 to 65535"),
            new Rule("tls", Set.of("true", "false")::contains, "true or false"),
            new Rule(
                    "collection",
                    matches("[^\\p{Cntrl}/*]{0,255}\\*?"),
                    "a collection's name, with or without a * at its end"),
            new Rule("api_key", matches("[^\\p{Cntrl}]{1,128}"), "a credential reference such as env:NAME"),
            new Rule("sample_size", text -> isNumber(text, 0, 10_000), "a number from 0 to 10000"),
            new Rule("query_timeout", text -> isNumber(text, 1, 600_000), "milliseconds up to 600000"));

    QdrantSettings {
        requireNonNull(host, "host");
        requireNonNull(collection, "collection");
        requireNonNull(keyReference, "keyReference");
        requireNonNull(queryTimeout, "queryTimeout");
    }

    /** Takes a URI apart. */
    static SourceAddress address(String text) {
        QdrantUri uri = QdrantUri.parse(text);
        Map<String, String> parts = new TreeMap<>(uri.parts());
        check(parts, QdrantUri::invalid);
        return new SourceAddress(
                of(parts).redacted(),
                parts,
                uri.apiKey().map(key -> Map.of("api_key", key)).orElse(Map.of()));
    }

    /**
     * Reads settings that {@link #address} made, or that an operator wrote.
     *
     * @throws InvalidRequestException naming the setting that is missing, unknown or malformed
     */
    static QdrantSettings of(Map<String, String> settings) {
        check(settings, QdrantSettings::invalid);
        return new QdrantSettings(
                settings.getOrDefault("host", ""),
                Integer.parseInt(settings.getOrDefault("port", "6334")),
                Boolean.parseBoolean(settings.getOrDefault("tls", "false")),
                Optional.ofNullable(settings.get("collection")),
                Optional.ofNullable(settings.get("api_key")),
                Integer.parseInt(settings.getOrDefault("sample_size", "100")),
                Duration.ofMillis(Long.parseLong(settings.getOrDefault("query_timeout", "5000"))));
    }

    /** Host and port as people write them. */
    String place() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }

    /** Whether the network between here and the server is this machine only, as far as the name tells. */
    boolean isLoopback() {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    boolean wants(String name) {
        return collection
                .map(wanted -> wanted.endsWith("*")
                        ? name.startsWith(wanted.substring(0, wanted.length() - 1))
                        : name.equals(wanted))
                .orElse(true);
    }

    private String redacted() {
        return (tls ? "qdrants://" : "qdrant://")
                + place()
                + collection
                        .map(name -> '/'
                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                        .orElse("");
    }

    private static void check(Map<String, String> settings, Function<String, InvalidRequestException> problem) {
        Map<String, String> left = new LinkedHashMap<>(settings);
        for (Rule rule : RULES) {
            String value = left.remove(rule.name());
            if (value != null && !rule.allowed().test(value)) {
                throw problem.apply("\"" + rule.name() + "\" is not allowed as it is; expected " + rule.expected());
            }
        }
        if (!left.isEmpty()) {
            throw problem.apply("the setting \"" + left.keySet().iterator().next() + "\" is unknown");
        }
        if (!settings.containsKey("host")) {
            throw problem.apply("it names no host");
        }
    }

    private static InvalidRequestException invalid(String problem) {
        return new InvalidRequestException(
                ErrorCode.INVALID_CONFIGURATION, "the settings of a qdrant source are not usable: " + problem);
    }

    private static boolean isHost(String text) {
        boolean named = text.matches(HOST_NAME) && (!text.matches("[0-9.]+") || text.matches(DOTTED));
        return (named || text.matches(ADDRESS))
                && !LINK_LOCAL.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    private static Predicate<String> matches(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    private static boolean isNumber(String text, long least, long most) {
        return text.matches("[0-9]{1,9}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
    }
}
