package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URI cut into the parts that {@link QdrantSettings} names. A malformed one may hold a piece of a key anywhere, so no message
 * repeats any of its text.
 */
final class QdrantUri {
    static final Set<String> SCHEMES = Set.of("qdrant", "qdrants");

    private static final Set<String> REST_SCHEMES = Set.of("http", "https");
    private static final Pattern SHAPE = Pattern.compile(
            "(?<scheme>[A-Za-z]+)://(?<authority>[^/?#]*)(?:/(?<path>[^?#]*))?(?:\\?(?<query>[^#]*))?(?<fragment>#.*)?",
            Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile(
            "(?:(?<user>[^:@]*)(?::(?<password>[^:@]*))?@)?(?<host>\\[[^\\]]*]|[^:@]*)(?::(?<port>[0-9]*))?",
            Pattern.DOTALL);
    private static final Set<String> KEY_NAMES = Set.of("api_key", "apikey");
    private static final Set<String> PROPERTIES = Set.of("sample_size", "query_timeout");
    /** What the decoder puts where bytes are no UTF-8. */
    private static final char NOT_UTF_8 = '\uFFFD';

    private final Map<String, String> parts = new TreeMap<>();
    private final boolean rest;
    private Optional<Secret> apiKey = Optional.empty();

    private QdrantUri(String scheme) {
        rest = REST_SCHEMES.contains(scheme);
        if (scheme.endsWith("s")) {
            parts.put("tls", "true");
        }
    }

    /**
     * Cuts; says nothing about whether a part's value is allowed.
     *
     * @throws InvalidRequestException with {@code INVALID_URI}
     */
    static QdrantUri parse(String text) {
        Matcher shape = SHAPE.matcher(text.strip());
        String scheme = shape.matches() ? shape.group("scheme").toLowerCase(Locale.ROOT) : "";
        if (!SCHEMES.contains(scheme) && !REST_SCHEMES.contains(scheme)) {
            throw invalid("it has another form");
        }
        if (shape.group("fragment") != null) {
            throw invalid("it holds a '#'; write %23 where a '#' belongs to a name or key");
        }
        QdrantUri uri = new QdrantUri(scheme);
        uri.readAuthority(shape.group("authority"), text);
        uri.readPath(Optional.ofNullable(shape.group("path")).orElse(""));
        for (String property :
                Optional.ofNullable(shape.group("query")).orElse("").split("&", -1)) {
            uri.readProperty(property);
        }
        return uri;
    }

    /** The parts under the names of {@link QdrantSettings}; never the key. */
    Map<String, String> parts() {
        return parts;
    }

    Optional<Secret> apiKey() {
        return apiKey;
    }

    private void readAuthority(String authority, String text) {
        // An '@' behind the first '/' or '?' is most likely inside of a key that was not encoded.
        if (text.lastIndexOf('@') > text.indexOf("://") + 3 + authority.length()) {
            throw invalid("it holds an '@' behind the host; write %40 for an '@', %2F for a '/' and %3F for a '?'");
        }
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            throw invalid("key, host or port are malformed; write %3A for a ':' and %40 for an '@' inside of a key");
        }
        readKey(matcher.group("user"), matcher.group("password"));
        String host = matcher.group("host");
        put("host", host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        put("port", port(Optional.ofNullable(matcher.group("port")).orElse("")));
    }

    private void readKey(@Nullable String user, @Nullable String password) {
        if (user != null && password != null && !user.isEmpty() && !password.isEmpty()) {
            throw invalid("a name and a password stand before the host; Qdrant knows API keys only");
        }
        for (@Nullable String key : new @Nullable String[] {user, password}) {
            if (key != null) {
                keep(decode(key));
            }
        }
    }

    /** The port of gRPC beside that of REST: one more in every distribution of Qdrant, and unknown where that was mapped. */
    private String port(String given) {
        if (!rest || given.equals("6334")) {
            return given.isEmpty() ? "6334" : given;
        }
        if (given.isEmpty() || given.equals("6333")) {
            return "6334";
        }
        throw invalid("it names the port of the REST interface, which does not tell that of gRPC;"
                + " write qdrant:// or qdrants:// with the gRPC port");
    }

    private void readPath(String path) {
        if (rest && !path.isEmpty()) {
            throw invalid("a path stands behind the port of the REST interface, where none belongs");
        }
        put("collection", decode(path.endsWith("/") ? path.substring(0, path.length() - 1) : path));
    }

    private void readProperty(String property) {
        if (property.isEmpty()) {
            return;
        }
        int equals = Math.max(property.indexOf('='), 0);
        String name = property.substring(0, equals).toLowerCase(Locale.ROOT).replace('-', '_');
        if (KEY_NAMES.contains(name)) {
            keep(decode(property.substring(equals + 1)));
            return;
        }
        if (!PROPERTIES.contains(name)) {
            throw invalid("something else than api_key, sample_size and query_timeout stands behind the '?'");
        }
        put(name, decode(property.substring(equals + 1)));
    }

    private void put(String key, String value) {
        if (!value.isEmpty() && parts.put(key, value) != null) {
            throw invalid("it says \"" + key + "\" twice");
        }
    }

    private void keep(String key) {
        if (key.isEmpty()) {
            return;
        }
        if (apiKey.isPresent()) {
            throw invalid("it holds two API keys");
        }
        apiKey = Optional.of(Secret.of(key));
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

    static InvalidRequestException invalid(String problem) {
        return new InvalidRequestException(
                ErrorCode.INVALID_URI,
                "the URI of a qdrant source is not usable: " + problem
                        + "; expected qdrant://host:6334, or qdrants://host:6334 for TLS");
    }
}
