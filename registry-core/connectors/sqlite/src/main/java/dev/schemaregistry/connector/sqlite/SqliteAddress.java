package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.SourceAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the URI of a file apart. No message repeats any of its text but the names of properties that look like names. */
final class SqliteAddress {
    static final Set<String> SCHEMES = Set.of("sqlite", "jdbc:sqlite");

    private static final Pattern SHAPE = Pattern.compile(
            "(?:(?<jdbc>jdbc:sqlite:)?(?<file>file:)|(?:jdbc:)?sqlite:)(?<path>[^?#]*)(?:\\?(?<query>[^#]*))?(?<fragment>#.*)?",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    /** What the decoder puts where bytes are no UTF-8. */
    private static final char NOT_UTF_8 = '\uFFFD';

    private static final Pattern PROPERTY = Pattern.compile("(?<name>[A-Za-z_.]{1,40})=(?<value>.*)", Pattern.DOTALL);

    private SqliteAddress() {}

    /**
     * The settings in a URI such as {@code sqlite:///srv/shop.db}, {@code sqlite:shop.db}, {@code file:/srv/shop.db} or
     * {@code jdbc:sqlite:/srv/shop.db}.
     *
     * @throws InvalidRequestException with {@code INVALID_URI}
     */
    static SourceAddress parse(String text) {
        Matcher shape = SHAPE.matcher(text.strip());
        if (!shape.matches()) {
            throw invalid("it has another form");
        }
        if (shape.group("fragment") != null) {
            throw invalid("it holds a '#'; write %23 where a '#' belongs to the path");
        }
        Map<String, String> parts = new TreeMap<>();
        parts.put("path", path(shape.group("path")));
        for (String property :
                Optional.ofNullable(shape.group("query")).orElse("").split("&", -1)) {
            readProperty(property, parts);
        }
        SqliteSettings settings = checked(parts);
        parts.put("path", settings.path().toString());
        String redacted = "sqlite://" + settings.path().toUri().getRawPath();
        return new SourceAddress(redacted, parts, Map.of());
    }

    private static String path(String raw) {
        String path = decode(raw);
        if (path.startsWith(":") || path.isBlank()) {
            throw invalid("it names no file; databases in memory and resources cannot be read");
        }
        if (!path.startsWith("//")) {
            return path;
        }
        String behindHost = path.substring(2);
        if (!behindHost.startsWith("/")) {
            throw invalid("it names a host; write three slashes before the path of a file");
        }
        return behindHost;
    }

    private static void readProperty(String property, Map<String, String> parts) {
        if (property.isEmpty() || property.equals("mode=ro")) {
            return;
        }
        Matcher matcher = PROPERTY.matcher(property);
        if (!matcher.matches()) {
            throw invalid("a property behind the '?' is not of the form name=value");
        }
        String name = matcher.group("name").toLowerCase(Locale.ROOT);
        if (!SqliteSettings.PROPERTIES.contains(name)) {
            throw invalid("the property \"" + name
                    + "\" is not allowed so; allowed are mode=ro, busy_timeout, query_timeout");
        }
        parts.put(name, decode(matcher.group("value")));
    }

    private static SqliteSettings checked(Map<String, String> parts) {
        try {
            return SqliteSettings.of(parts);
        } catch (InvalidRequestException e) {
            throw invalid(e.getMessage());
        }
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (decoded.indexOf(NOT_UTF_8) < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw malformedEscape();
        }
        throw malformedEscape();
    }

    private static InvalidRequestException malformedEscape() {
        return invalid("a '%' is not followed by the code of a character; write %25 for a '%'");
    }

    private static InvalidRequestException invalid(String problem) {
        return new InvalidRequestException(
                ErrorCode.INVALID_URI,
                "the URI of a sqlite source is not usable: " + problem + "; expected sqlite:///path/of/the/file");
    }
}
