package dev.schemaregistry.connector.mongodb;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.SourceAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a connection to MongoDB needs; every value was checked against the list of what is allowed. */
record MongoSettings(
        List<MongoHost> hosts,
        boolean srv,
        Optional<String> database,
        Optional<String> user,
        Optional<String> passwordReference,
        String authSource,
        Optional<String> authMechanism,
        Optional<String> replicaSet,
        boolean tls,
        Optional<Boolean> directConnection,
        String readPreference,
        Duration connectTimeout,
        Duration commandTimeout,
        int sampleSize,
        String applicationName) {

    private record Rule(String name, Predicate<String> allowed, String expected) {}

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,128}");
    private static final Pattern DATABASE = Pattern.compile("[^\\p{Cntrl}/\\\\. \"$*<>:|?]{1,63}");
    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private static final List<Rule> RULES = List.of(
            new Rule("host", MongoHost::areHosts, "one host name or address, or several with ports between commas"),
            new Rule("port", text -> isNumber(text, 1, 65_535), "a number from 1 to 65535"),
            new Rule("srv", BOOLEANS::contains, "true or false"),
            new Rule("database", DATABASE.asMatchPredicate(), "the name of a database"),
            new Rule("user", NAME.asMatchPredicate(), "the name of a user"),
            new Rule("password", NAME.asMatchPredicate(), "a credential reference such as env:NAME"),
            new Rule("auth_source", DATABASE.asMatchPredicate(), "the name of a database"),
            new Rule(
                    "auth_mechanism",
                    Set.of("SCRAM-SHA-1", "SCRAM-SHA-256", "DEFAULT")::contains,
                    "SCRAM-SHA-256, SCRAM-SHA-1 or nothing"),
            new Rule("replica_set", NAME.asMatchPredicate(), "the name of a replica set"),
            new Rule("tls", BOOLEANS::contains, "true or false"),
            new Rule("direct_connection", BOOLEANS::contains, "true or false"),
            new Rule(
                    "read_preference",
                    Set.of("primary", "primaryPreferred", "secondary", "secondaryPreferred", "nearest")::contains,
                    "primary, primaryPreferred, secondary, secondaryPreferred or nearest"),
            new Rule("connect_timeout", text -> isNumber(text, 1, 300), "seconds from 1 to 300"),
            new Rule("command_timeout", text -> isNumber(text, 1, 3_600_000), "milliseconds up to 3600000"),
            new Rule("sample_size", text -> isNumber(text, 1, 10_000), "a number of documents from 1 to 10000"),
            new Rule("application_name", NAME.asMatchPredicate(), "a short text"));

    MongoSettings {
        hosts = List.copyOf(hosts);
        requireNonNull(database, "database");
    }

    /** Takes a URI apart. */
    static SourceAddress address(String text) {
        MongoUri uri = MongoUri.parse(text);
        Map<String, String> parts = new TreeMap<>(uri.parts());
        check(parts, MongoUri::invalid);
        MongoSettings settings = of(parts);
        if (settings.hosts().size() == 1 && !settings.srv()) {
            parts.put("host", settings.hosts().get(0).name());
            parts.put("port", Integer.toString(settings.hosts().get(0).port()));
        }
        return new SourceAddress(
                settings.redacted(),
                parts,
                uri.password().map(found -> Map.of("password", found)).orElse(Map.of()));
    }

    /** Whether a database may be called so. */
    static boolean isDatabase(String name) {
        return DATABASE.matcher(name).matches();
    }

    /** Reads settings that {@link #address} made, or that an operator wrote. */
    static MongoSettings of(Map<String, String> settings) {
        check(settings, MongoSettings::invalid);
        boolean srv = Boolean.parseBoolean(settings.get("srv"));
        return new MongoSettings(
                MongoHost.of(
                        settings.getOrDefault("host", ""), Integer.parseInt(settings.getOrDefault("port", "27017"))),
                srv,
                Optional.ofNullable(settings.get("database")),
                Optional.ofNullable(settings.get("user")),
                Optional.ofNullable(settings.get("password")),
                settings.getOrDefault("auth_source", srv ? "admin" : settings.getOrDefault("database", "admin")),
                Optional.ofNullable(settings.get("auth_mechanism")).filter(word -> !word.equals("DEFAULT")),
                Optional.ofNullable(settings.get("replica_set")),
                Boolean.parseBoolean(settings.getOrDefault("tls", Boolean.toString(srv))),
                Optional.ofNullable(settings.get("direct_connection")).map(Boolean::valueOf),
                settings.getOrDefault("read_preference", "primaryPreferred"),
                Duration.ofSeconds(Long.parseLong(settings.getOrDefault("connect_timeout", "5"))),
                Duration.ofMillis(Long.parseLong(settings.getOrDefault("command_timeout", "10000"))),
                Integer.parseInt(settings.getOrDefault("sample_size", "200")),
                settings.getOrDefault("application_name", "schema-registry"));
    }

    /** Hosts and ports as people write them. */
    String place() {
        return srv
                ? hosts.get(0).name()
                : String.join(",", hosts.stream().map(MongoHost::text).toList());
    }

    private String redacted() {
        return (srv ? "mongodb+srv://" : "mongodb://")
                + user.map(name -> encoded(name) + '@').orElse("")
                + place()
                + '/'
                + database.map(MongoSettings::encoded).orElse("");
    }

    private interface Problem {
        InvalidRequestException with(String sentence);
    }

    private static void check(Map<String, String> settings, Problem problem) {
        Map<String, String> left = new LinkedHashMap<>(settings);
        for (Rule rule : RULES) {
            String value = left.remove(rule.name());
            if (value != null && !rule.allowed().test(value)) {
                throw problem.with("\"" + rule.name() + "\" is not allowed as it is; expected " + rule.expected());
            }
        }
        if (!left.isEmpty()) {
            throw problem.with("the setting \"" + left.keySet().iterator().next() + "\" is unknown");
        }
        String host = settings.getOrDefault("host", "");
        if (host.isEmpty()) {
            throw problem.with("it names no host");
        }
        if (Boolean.parseBoolean(settings.get("srv")) && !MongoHost.isPlainName(host)) {
            throw problem.with("with mongodb+srv it must name one host of three or more parts and no port");
        }
        if (Boolean.parseBoolean(settings.get("direct_connection")) && host.indexOf(',') >= 0) {
            throw problem.with("a direct connection goes to one host");
        }
    }

    private static InvalidRequestException invalid(String problem) {
        return new InvalidRequestException(
                ErrorCode.INVALID_CONFIGURATION, "the settings of a mongodb source are not usable: " + problem);
    }

    private static boolean isNumber(String text, long least, long most) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long number = Long.parseLong(text);
        return number >= least && number <= most;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
