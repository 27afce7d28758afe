package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SecretResolver;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The parts of {@code postgresql://user:password@host:port/database?property=value}; the text itself never reaches the driver.
 *
 * @param hosts names or addresses, each with {@code :port} where it is not 5432; at least one, an empty one is this machine
 * @param properties those of {@link #ALLOWED}
 */
record PostgresAddress(
        List<String> hosts,
        String database,
        Optional<String> user,
        Optional<Secret> password,
        Map<String, String> properties) {

    /** What may stand after the question mark; anything else could change what the driver does behind our back. */
    static final Set<String> ALLOWED = Set.of(
            "ApplicationName",
            "connectTimeout",
            "currentSchema",
            "loginTimeout",
            "socketTimeout",
            "sslcert",
            "sslkey",
            "sslmode",
            "sslrootcert",
            "tcpKeepAlive");

    private static final Pattern FORM = Pattern.compile("(?i)(?:jdbc:)?postgres(?:ql)?:(?://(?:(?<user>[^@/?]*)@)?"
            + "(?<hosts>[^@/?]*)/)?(?<database>[^@/?#]+)(?:\\?(?<query>[^#]*))?");
    private static final Pattern HOST =
            Pattern.compile("(?<name>\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]+)(?::(?<port>\\d{1,5}))?");
    private static final int DEFAULT_PORT = 5432;

    static boolean matches(String url) {
        return url.matches("(?is)(?:jdbc:)?postgres(?:ql)?:.*");
    }

    /** @param secrets resolves what {@code ?password=} refers to; a password before the {@code @} is the password itself */
    static PostgresAddress parse(String url, SecretResolver secrets) {
        Matcher matcher = FORM.matcher(url);
        if (!matcher.matches()) {
            throw malformed("write postgresql://user@host:5432/database");
        }
        Map<String, String> properties = properties(Optional.ofNullable(matcher.group("query")));
        Optional<String> reference = Optional.ofNullable(properties.remove("password"));
        Optional<String> named = Optional.ofNullable(properties.remove("user"));
        for (String name : properties.keySet()) {
            if (!ALLOWED.contains(name)) {
                throw malformed("the property \"" + name.replaceAll("[^A-Za-z0-9_.-]", "?")
                        + "\" is not allowed; allowed are " + new java.util.TreeSet<>(ALLOWED) + ", user and password");
            }
        }
        String[] userInfo =
                Optional.ofNullable(matcher.group("user")).orElse("").split(":", 2);
        Optional<Secret> password = reference
                .map(secrets::resolve)
                .or(() -> userInfo.length == 2 ? Optional.of(Secret.of(decoded(userInfo[1]))) : Optional.empty());
        return new PostgresAddress(
                List.of(Optional.ofNullable(matcher.group("hosts")).orElse("").split(",", -1)),
                decoded(matcher.group("database")),
                named.or(() -> Optional.of(decoded(userInfo[0])).filter(user -> !user.isEmpty())),
                password,
                properties);
    }

    /** For people: no user, no password. */
    String shown() {
        return "postgresql://" + String.join(",", hosts) + '/' + database;
    }

    /** What {@link #shown()} says, without resolving anything; of a malformed address, nothing but that it is one. */
    static String shown(String url) {
        Matcher matcher = FORM.matcher(url);
        return matcher.matches()
                ? "postgresql://" + Optional.ofNullable(matcher.group("hosts")).orElse("") + '/'
                        + matcher.group("database")
                : "postgresql:(malformed)";
    }

    PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        List<String> names = new ArrayList<>();
        int[] ports = new int[hosts.size()];
        for (int i = 0; i < ports.length; i++) {
            Matcher host = HOST.matcher(hosts.get(i).isEmpty() ? "localhost" : hosts.get(i));
            if (!host.matches()) {
                throw malformed("a host is a name or address, with :port where it is not 5432");
            }
            names.add(host.group("name"));
            ports[i] = Optional.ofNullable(host.group("port"))
                    .map(Integer::parseInt)
                    .orElse(DEFAULT_PORT);
        }
        source.setServerNames(names.toArray(String[]::new));
        source.setPortNumbers(ports);
        source.setDatabaseName(database);
        user.ifPresent(source::setUser);
        password.map(Secret::reveal).ifPresent(source::setPassword);
        source.setApplicationName("schema-registry");
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(10);
        source.setLogServerErrorDetail(false);
        properties.forEach((name, value) -> set(source, name, value));
        return source;
    }

    private static void set(PGSimpleDataSource source, String name, String value) {
        try {
            source.setProperty(name, value);
        } catch (java.sql.SQLException refused) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_URI,
                    "the registry's address has a property " + name + " the driver refuses",
                    refused);
        }
    }

    private static Map<String, String> properties(Optional<String> query) {
        Map<String, String> properties = new TreeMap<>();
        for (String pair : query.orElse("").split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                properties.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return properties;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw malformed("a percent sign must be followed by two hexadecimal digits; write %25 for the sign itself");
        }
    }

    /** Never repeats the address: it may hold a password. */
    private static InvalidRequestException malformed(String advice) {
        return new InvalidRequestException(
                ErrorCode.INVALID_URI, "the registry's PostgreSQL address is malformed: " + advice);
    }
}
