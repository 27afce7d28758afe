package dev.schemaregistry.connector.slack;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What reading a workspace needs; every value was checked against the list of what is allowed.
 *
 * @param workspace the name in the workspace's address, for people; which workspace is read, the token decides
 * @param endpoint the Web API's place, ending with a slash
 * @param pageSize channels asked for in one call
 * @param requestTimeout the longest one call may take
 * @param rateLimitWait the longest one reading may wait in all because Slack asks to come back later
 */
record SlackSettings(
        String workspace,
        String tokenReference,
        URI endpoint,
        int pageSize,
        Duration requestTimeout,
        Duration rateLimitWait) {

    private record Rule(String name, Predicate<String> allowed, String expected) {}

    private static final String WEB_API = "https://slack.com/api/";
    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern TOKEN = Pattern.compile("(?i)\\s*(xox[a-z]?|xapp)[-.].*", Pattern.DOTALL);
    private static final Pattern TOKEN_CHARACTERS = Pattern.compile("[A-Za-z0-9._-]{1,1000}");
    private static final Pattern REFERENCE = Pattern.compile("[^\\p{Cntrl}]{1,512}");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[(0*:)*:?0*1]");

    private static final List<Rule> RULES = List.of(
            new Rule("workspace", SlackSettings::isWorkspace, "the name in the workspace's address, and no token"),
            new Rule("token", SlackSettings::isReference, "a credential reference such as env:NAME, and no token"),
            new Rule("page_size", text -> isNumber(text, 1, 999), "a number from 1 to 999"),
            new Rule("request_timeout", text -> isNumber(text, 1, 60_000), "milliseconds up to 60000"),
            new Rule("rate_limit_wait", text -> isNumber(text, 0, 3_600), "seconds up to 3600"),
            new Rule(
                    "endpoint",
                    SlackSettings::isEndpoint,
                    "the https address of a Web API, or an http one on the loopback address, and nothing behind its path"));

    private static final List<String> IN_URI = List.of("page_size", "request_timeout", "rate_limit_wait", "endpoint");

    SlackSettings {
        requireNonNull(workspace, "workspace");
        requireNonNull(tokenReference, "tokenReference");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(requestTimeout, "requestTimeout");
        requireNonNull(rateLimitWait, "rateLimitWait");
    }

    /** Takes a URI apart. */
    static SourceAddress address(String text) {
        SlackUri uri = SlackUri.parse(text);
        Map<String, String> parts = new TreeMap<>(uri.parts());
        check(parts, SlackUri::invalid);
        return new SourceAddress(
                redacted(parts),
                parts,
                uri.token().map(found -> Map.of("token", found)).orElse(Map.<String, Secret>of()));
    }

    /** Reads settings that {@link #address} made, or that an operator wrote. */
    static SlackSettings of(Map<String, String> settings) {
        check(settings, SlackSettings::invalid);
        String token = settings.getOrDefault("token", "");
        if (token.isEmpty()) {
            throw invalid("it names no token; give a credential reference such as env:SLACK_TOKEN");
        }
        String endpoint = settings.getOrDefault("endpoint", WEB_API);
        return new SlackSettings(
                settings.getOrDefault("workspace", ""),
                token,
                URI.create(endpoint.endsWith("/") ? endpoint : endpoint + '/'),
                Integer.parseInt(settings.getOrDefault("page_size", "200")),
                Duration.ofMillis(Long.parseLong(settings.getOrDefault("request_timeout", "8000"))),
                Duration.ofSeconds(Long.parseLong(settings.getOrDefault("rate_limit_wait", "45"))));
    }

    /** Whether the Web API is a program on this machine, so that no proxy leads there. */
    boolean isLocal() {
        return LOOPBACK.matcher(endpoint.getHost()).matches();
    }

    static boolean isUriProperty(String name) {
        return IN_URI.contains(name);
    }

    static List<String> uriProperties() {
        return IN_URI;
    }

    /**
     * The token itself, when it has the form of one.
     *
     * @throws InvalidRequestException that does not repeat it
     */
    static String bareToken(String text) {
        if (!TOKEN_CHARACTERS.matcher(text).matches()) {
            throw SlackUri.invalid("its token holds characters that no token has");
        }
        return text;
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
        if (!settings.containsKey("workspace")) {
            throw problem.with("it names no workspace");
        }
    }

    private static InvalidRequestException invalid(String problem) {
        return new InvalidRequestException(
                ErrorCode.INVALID_CONFIGURATION, "the settings of a slack source are not usable: " + problem);
    }

    private static boolean isWorkspace(String text) {
        return WORKSPACE.matcher(text).matches() && !TOKEN.matcher(text).matches();
    }

    private static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches() && !TOKEN.matcher(text).matches();
    }

    private static boolean isEndpoint(String text) {
        try {
            URI uri = URI.create(text);
            String host = Optional.ofNullable(uri.getHost()).orElse("");
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            boolean allowed = "https".equalsIgnoreCase(uri.getScheme())
                    || ("http".equalsIgnoreCase(uri.getScheme())
                            && LOOPBACK.matcher(host).matches());
            return bare
                    && allowed
                    && !host.isEmpty()
                    && !text.toLowerCase(Locale.ROOT).contains("xox");
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isNumber(String text, long least, long most) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long number = Long.parseLong(text);
        return number >= least && number <= most;
    }

    private static String redacted(Map<String, String> parts) {
        String properties = IN_URI.stream()
                .filter(parts::containsKey)
                .map(name -> name + '=' + URLEncoder.encode(parts.getOrDefault(name, ""), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return "slack://" + parts.get("workspace") + (properties.isEmpty() ? "" : '?' + properties);
    }
}
