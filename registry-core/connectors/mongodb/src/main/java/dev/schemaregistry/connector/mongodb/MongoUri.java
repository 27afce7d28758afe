package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code mongodb:} URI cut into its parts. The driver's own reader is not used: it asks name servers, opens files and repeats
 * passwords in its errors. A malformed URI may hold a piece of a password anywhere, so no message repeats any of its text but the
 * names of options that look like names.
 */
final class MongoUri {
    static final Set<String> SCHEMES = Set.of("mongodb", "mongodb+srv");

    private static final Pattern SHAPE = Pattern.compile(
            "(?<scheme>[A-Za-z+]+)://(?<authority>[^/?#]*)(?<path>/[^?#]*)?(?:\\?(?<query>[^#]*))?(?<fragment>#.*)?",
            Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(?<user>[^:]*?)(?::(?<password>.*))?@)?(?<hosts>[^@]*)", Pattern.DOTALL);
    private static final Pattern OPTION_NAME = Pattern.compile("[A-Za-z][A-Za-z_]{0,40}");

    private final Map<String, String> parts = new LinkedHashMap<>();
    private Optional<Secret> password = Optional.empty();

    private MongoUri() {}

    /**
     * Cuts; says nothing about whether a part is allowed.
     *
     * @throws InvalidRequestException with {@code INVALID_URI}
     */
    static MongoUri parse(String text) {
        Matcher shape = SHAPE.matcher(text.strip());
        if (!shape.matches() || !SCHEMES.contains(shape.group("scheme").toLowerCase(Locale.ROOT))) {
            throw invalid("it has another form");
        }
        if (shape.group("fragment") != null) {
            throw invalid("it holds a '#'; write %23 where a '#' belongs to a name or password");
        }
        MongoUri uri = new MongoUri();
        if (shape.group("scheme").indexOf('+') >= 0) {
            uri.parts.put("srv", "true");
        }
        uri.readAuthority(shape.group("authority"), text);
        String path = Optional.ofNullable(shape.group("path")).orElse("/");
        uri.put("database", path.substring(1));
        uri.readQuery(Optional.ofNullable(shape.group("query")).orElse(""));
        return uri;
    }

    /** The parts under the names of {@link MongoSettings}; never the password. */
    Map<String, String> parts() {
        return parts;
    }

    Optional<Secret> password() {
        return password;
    }

    private void readAuthority(String authority, String text) {
        // An '@' behind the first '/' or '?' is most likely inside of a password that was not encoded.
        if (text.lastIndexOf('@') > text.indexOf("://") + 3 + authority.length()) {
            throw invalid("it holds an '@' behind the host; write %40 for an '@', %2F for a '/' and %3F for a '?'");
        }
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            throw invalid("user or host are malformed");
        }
        put("user", matcher.group("user"));
        Optional.ofNullable(matcher.group("password"))
                .map(MongoUri::decode)
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> password = Optional.of(Secret.of(value)));
        put("host", matcher.group("hosts"));
    }

    private void readQuery(String query) {
        for (String option : query.split("&", -1)) {
            if (option.isEmpty()) {
                continue;
            }
            int equals = option.indexOf('=');
            String name = equals < 0 ? "" : decode(option.substring(0, equals));
            if (!OPTION_NAME.matcher(name).matches()) {
                throw invalid("an option behind the '?' is not of the form name=value");
            }
            readOption(name, option.substring(equals + 1));
        }
    }

    private void readOption(String name, String value) {
        if (MongoOptions.isWithoutUse(name)) {
            return;
        }
        String key = MongoOptions.findSetting(name)
                .orElseThrow(() -> invalid("the option \"" + name + "\" is not allowed; allowed are "
                        + String.join(", ", MongoOptions.allowed())));
        put(key, value);
    }

    private void put(String key, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        if (parts.put(key, decode(value)) != null) {
            throw invalid("it says \"" + key + "\" twice");
        }
    }

    private static String decode(String text) {
        String decoded;
        try {
            decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not as a cause: its message repeats a piece of the text.
            throw malformedEscape();
        }
        if (decoded.indexOf('\uFFFD') >= 0) {
            throw malformedEscape();
        }
        return decoded;
    }

    private static InvalidRequestException malformedEscape() {
        return invalid("a '%' is not followed by the code of a character; write %25 for a '%'");
    }

    static InvalidRequestException invalid(String problem) {
        return new InvalidRequestException(
                ErrorCode.INVALID_URI,
                "the URI of a mongodb source is not usable: " + problem
                        + "; expected mongodb://user@host:port/database?authSource=…");
    }
}
