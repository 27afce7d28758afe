package dev.schemaregistry.connector.slack;

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

/**
 * A {@code slack:} URI cut into its parts. A malformed one may hold a piece of a token anywhere, so no message repeats any of its
 * text but the names of properties that look like names.
 */
final class SlackUri {
    static final Set<String> SCHEMES = Set.of("slack");

    private static final Pattern SHAPE = Pattern.compile(
            "(?i:slack)://(?:(?<token>[^/?#]*)@)?(?<workspace>[^/?#@]*)/?(?:\\?(?<query>[^#@]*))?", Pattern.DOTALL);
    private static final Pattern PROPERTY_NAME = Pattern.compile("[A-Za-z][A-Za-z_]{0,40}");

    private final Map<String, String> parts = new LinkedHashMap<>();
    private Optional<Secret> token = Optional.empty();

    private SlackUri() {}

    /**
     * Cuts; says nothing about whether a part is allowed.
     *
     * @throws InvalidRequestException with {@code INVALID_URI}
     */
    static SlackUri parse(String text) {
        Matcher shape = SHAPE.matcher(text.strip());
        if (!shape.matches()) {
            throw invalid("it has another form");
        }
        SlackUri uri = new SlackUri();
        Optional.ofNullable(shape.group("token")).ifPresent(found -> uri.keep(decode(found)));
        uri.put("workspace", decode(shape.group("workspace")));
        uri.readQuery(Optional.ofNullable(shape.group("query")).orElse(""));
        return uri;
    }

    /** The parts under the names of {@link SlackSettings}; never the token. */
    Map<String, String> parts() {
        return parts;
    }

    Optional<Secret> token() {
        return token;
    }

    private void readQuery(String query) {
        for (String property : query.split("&", -1)) {
            if (property.isEmpty()) {
                continue;
            }
            int equals = property.indexOf('=');
            String name = equals < 0 ? "" : property.substring(0, equals);
            if (!PROPERTY_NAME.matcher(name).matches()) {
                throw invalid("a property behind the '?' is not of the form name=value");
            }
            readProperty(name.toLowerCase(Locale.ROOT), decode(property.substring(equals + 1)));
        }
    }

    private void readProperty(String name, String value) {
        if (name.equals("token")) {
            keep(value);
            return;
        }
        if (!SlackSettings.isUriProperty(name)) {
            throw invalid("the property \"" + name + "\" is not allowed; allowed are "
                    + String.join(", ", SlackSettings.uriProperties()));
        }
        put(name, value);
    }

    private void put(String key, String value) {
        if (!value.isEmpty() && parts.put(key, value) != null) {
            throw invalid("it says \"" + key + "\" twice");
        }
    }

    private void keep(String value) {
        if (token.isPresent()) {
            throw invalid("it holds two tokens");
        }
        if (!value.isEmpty()) {
            token = Optional.of(Secret.of(SlackSettings.bareToken(value)));
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw invalid("a '%' is not followed by the code of a character; write %25 for a '%'");
        }
    }

    static InvalidRequestException invalid(String problem) {
        return new InvalidRequestException(
                ErrorCode.INVALID_URI,
                "the URI of a slack source is not usable: " + problem
                        + "; expected slack://workspace, and the token by a credential reference");
    }
}
