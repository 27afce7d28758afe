package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
 * A {@code postgresql:} URI cut into its parts. A malformed one may hold a piece of a password anywhere, so no message repeats any
 * of its text but the names of properties that look like names.
 */
final class PostgresUri {
    static final Set<String> SCHEMES = Set.of("postgres", "postgresql", "jdbc:postgresql");

    private static final Pattern SHAPE = Pattern.compile(
            "(?<scheme>(?:jdbc:)?[A-Za-z]+)://(?<authority>[^/?#]*)(?<path>/[^?#]*)?(?:\\?(?<query>[^#]*))?(?<fragment>#.*)?",
            Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile(
            "(?:(?<user>[^:]*?)(?::(?<password>.*))?@)?(?<host>\\[[^\\]]*]|[^:@]*)(?::(?<port>[0-9]*))?",
            Pattern.DOTALL);
    private static final Pattern PROPERTY_NAME = Pattern.compile("[A-Za-z][A-Za-z_.]{0,40}");

    private final Map<String, String> parts = new LinkedHashMap<>();
    private Optional<Secret> password = Optional.empty();

    private PostgresUri() {}

    /**
     * Cuts; says nothing about whether a part is allowed.
     *
     * @throws InvalidRequestException with {@code INVALID_URI}
     */
    static PostgresUri parse(String text) {
        Matcher shape = SHAPE.matcher(text.strip());
        if (!shape.matches() || !SCHEMES.contains(shape.group("scheme").toLowerCase(Locale.ROOT))) {
            throw invalid("it has another form");
        }
        if (shape.group("fragment") != null) {
            throw invalid("it holds a '#'; write %23 where a '#' belongs to a name or password");
        }
        PostgresUri uri = new PostgresUri();
        uri.readAuthority(shape.group("authority"), text);
        uri.readDatabase(Optional.ofNullable(shape.group("path")).orElse(""));
        boolean plusIsSpace = shape.group("scheme").length() > "postgresql".length();
        uri.readQuery(Optional.ofNullable(shape.group("query")).orElse(""), plusIsSpace);
        return uri;
    }

    /** The parts under the names of {@link PostgresSettings}; never the password. */
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
        if (authority.indexOf(',') >= 0) {
            throw invalid("it names several hosts; register one source a server (write %2C for a ',' in a password)");
        }
        if (!matcher.matches()) {
            throw invalid("user, host or port are malformed");
        }
        put("user", matcher.group("user"), false);
        Optional.ofNullable(matcher.group("password")).ifPresent(value -> keep(decode(value, false)));
        put("host", bare(matcher.group("host")), false);
        put("port", matcher.group("port"), false);
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private void readDatabase(String path) {
        put("database", path.isEmpty() ? path : path.substring(1), false);
    }

    private void readQuery(String query, boolean plusIsSpace) {
        for (String property : query.split("&", -1)) {
            if (property.isEmpty()) {
                continue;
            }
            int equals = property.indexOf('=');
            String name = equals < 0 ? "" : decode(property.substring(0, equals), plusIsSpace);
            if (!PROPERTY_NAME.matcher(name).matches()) {
                throw invalid("a property behind the '?' is not of the form name=value");
            }
            readProperty(name, property.substring(equals + 1), plusIsSpace);
        }
    }

    private void readProperty(String name, String value, boolean plusIsSpace) {
        String key = PostgresSettings.canonical(name);
        if (key.equals("password")) {
            keep(decode(value, plusIsSpace));
            return;
        }
        if (!PostgresSettings.isUriProperty(key)) {
            throw invalid("the property \"" + name + "\" is not allowed; allowed are "
                    + String.join(", ", PostgresSettings.uriProperties()));
        }
        put(key, value, plusIsSpace);
    }

    private void put(String key, @Nullable String value, boolean plusIsSpace) {
        if (value == null || value.isEmpty()) {
            return;
        }
        if (parts.put(key, decode(value, plusIsSpace)) != null) {
            throw invalid("it says \"" + key + "\" twice");
        }
    }

    private void keep(String value) {
        if (password.isPresent()) {
            throw invalid("it holds two passwords");
        }
        if (!value.isEmpty()) {
            password = Optional.of(Secret.of(value));
        }
    }

    private static String decode(String text, boolean plusIsSpace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                bytes.write(hex(encoded, i + 1) << 4 | hex(encoded, i + 2));
                i += 2;
                continue;
            }
            bytes.write(plusIsSpace && encoded[i] == '+' ? ' ' : encoded[i]);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformedEscape();
        }
    }

    private static int hex(byte[] encoded, int at) {
        int digit = at < encoded.length ? Character.digit(encoded[at], 16) : -1;
        if (digit < 0) {
            throw malformedEscape();
        }
        return digit;
    }

    private static InvalidRequestException malformedEscape() {
        return invalid("a '%' is not followed by the code of a character; write %25 for a '%'");
    }

    static InvalidRequestException invalid(String problem) {
        return new InvalidRequestException(
                ErrorCode.INVALID_URI,
                "the URI of a postgres source is not usable: " + problem
                        + "; expected postgresql://user@host:port/database?sslmode=…");
    }
}
