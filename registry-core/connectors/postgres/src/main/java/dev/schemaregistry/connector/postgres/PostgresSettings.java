package dev.schemaregistry.connector.postgres;

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
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a connection to PostgreSQL needs; every value was checked against the list of what is allowed. */
record PostgresSettings(
        String host,
        int port,
        String database,
        Optional<String> user,
        Optional<String> passwordReference,
        Optional<String> sslMode,
        Optional<String> channelBinding,
        Duration connectTimeout,
        Duration statementTimeout,
        Duration lockTimeout,
        String applicationName,
        String defaultNamespace) {

    /**
     * One setting.
     *
     * @param inUri whether it may stand behind the '?' of a URI
     */
    private record Rule(String name, boolean inUri, Predicate<String> allowed, String expected) {}

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,252})");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,128}");
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private static final List<Rule> RULES = List.of(
            new Rule("host", false, PostgresSettings::isHost, "one host name or address"),
            new Rule("port", false, text -> isNumber(text, 1, 65_535), "a number from 1 to 65535"),
            new Rule("database", false, NAME.asMatchPredicate(), "the name of a database"),
            new Rule("user", true, NAME.asMatchPredicate(), "the name of a role"),
            new Rule("password", false, NAME.asMatchPredicate(), "a credential reference such as env:NAME"),
            new Rule("sslmode", true, SSL_MODES::contains, "disable, allow, prefer, require, verify-ca or verify-full"),
            new Rule(
                    "channel_binding",
                    true,
                    Set.of("disable", "prefer", "require")::contains,
                    "disable, prefer or require"),
            new Rule("connect_timeout", true, text -> isNumber(text, 1, 300), "seconds from 1 to 300"),
            new Rule("statement_timeout", true, text -> isNumber(text, 1, 3_600_000), "milliseconds up to 3600000"),
            new Rule("lock_timeout", true, text -> isNumber(text, 1, 600_000), "milliseconds up to 600000"),
            new Rule("application_name", true, NAME.asMatchPredicate(), "a short text"),
            new Rule("default_namespace", true, NAME.asMatchPredicate(), "the name of a schema"));

    /** Spellings of the JDBC driver. */
    private static final Map<String, String> ALIASES = Map.of(
            "connecttimeout", "connect_timeout",
            "applicationname", "application_name",
            "channelbinding", "channel_binding");

    PostgresSettings {
        requireNonNull(host, "host");
        requireNonNull(database, "database");
    }

    /** Takes a URI apart. */
    static SourceAddress address(String text) {
        PostgresUri uri = PostgresUri.parse(text);
        Map<String, String> parts = new TreeMap<>(uri.parts());
        check(parts, PostgresUri::invalid);
        parts.putIfAbsent("port", "5432");
        return new SourceAddress(
                redacted(parts),
                parts,
                uri.password().map(found -> Map.of("password", found)).orElse(Map.of()));
    }

    /** Reads settings that {@link #address} made, or that an operator wrote. */
    static PostgresSettings of(Map<String, String> settings) {
        check(settings, PostgresSettings::invalid);
        return new PostgresSettings(
                settings.getOrDefault("host", ""),
                Integer.parseInt(settings.getOrDefault("port", "5432")),
                settings.getOrDefault("database", ""),
                Optional.ofNullable(settings.get("user")),
                Optional.ofNullable(settings.get("password")),
                Optional.ofNullable(settings.get("sslmode")),
                Optional.ofNullable(settings.get("channel_binding")),
                Duration.ofSeconds(Long.parseLong(settings.getOrDefault("connect_timeout", "10"))),
                Duration.ofMillis(Long.parseLong(settings.getOrDefault("statement_timeout", "60000"))),
                Duration.ofMillis(Long.parseLong(settings.getOrDefault("lock_timeout", "5000"))),
                settings.getOrDefault("application_name", "schema-registry"),
                settings.getOrDefault("default_namespace", "public"));
    }

    /** Host and port as people write them. */
    String place() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }

    static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ALIASES.getOrDefault(lower, lower);
    }

    static boolean isUriProperty(String name) {
        return RULES.stream().anyMatch(rule -> rule.inUri() && rule.name().equals(name));
    }

    static List<String> uriProperties() {
        return RULES.stream().filter(Rule::inUri).map(Rule::name).toList();
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
        for (String needed : List.of("host", "database")) {
            if (!settings.containsKey(needed)) {
                throw problem.with("it names no " + needed);
            }
        }
    }

    private static InvalidRequestException invalid(String problem) {
        return new InvalidRequestException(
                ErrorCode.INVALID_CONFIGURATION, "the settings of a postgres source are not usable: " + problem);
    }

    private static boolean isHost(String text) {
        return HOST.matcher(text).matches()
                || (text.indexOf(':') >= 0 && ADDRESS.matcher(text).matches());
    }

    private static boolean isNumber(String text, long least, long most) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long number = Long.parseLong(text);
        return number >= least && number <= most;
    }

    private static String redacted(Map<String, String> parts) {
        PostgresSettings settings = of(parts);
        return "postgresql://"
                + settings.user().map(user -> encoded(user) + '@').orElse("") + settings.place() + '/'
                + encoded(settings.database());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
