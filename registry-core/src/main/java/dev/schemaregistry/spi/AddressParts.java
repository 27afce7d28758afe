package dev.schemaregistry.spi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An address written as parts instead of as a URI: {@code host}, {@code port}, {@code database}, {@code user}, {@code tls},
 * {@code path}, {@code workspace}, and whatever else a connector allows. Holds no secret.
 *
 * <p>Parts become a URI, which the connector takes apart again: so there is one list of what is allowed, and one check.
 */
public record AddressParts(Map<String, String> named) {
    private static final Set<String> PLACED = Set.of("host", "port", "database", "user", "path", "workspace");

    public AddressParts {
        named = Map.copyOf(named);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(named.get(name));
    }

    /** Whether the connection is to be encrypted; empty when nothing was said. */
    public Optional<Boolean> tls() {
        return find("tls").map(Boolean::parseBoolean);
    }

    public AddressParts without(String name) {
        Map<String, String> left = new HashMap<>(named);
        left.remove(name);
        return new AddressParts(left);
    }

    public AddressParts with(String name, String value) {
        Map<String, String> more = new HashMap<>(named);
        more.put(name, value);
        return new AddressParts(more);
    }

    /**
     * {@code scheme:path}, {@code scheme://workspace} or {@code scheme://user@host:port/database}, each with what is left over as
     * properties behind a {@code ?}; every part percent-encoded, so that none can become another.
     */
    public String uri(String scheme) {
        String query = new TreeMap<>(named)
                .entrySet().stream()
                        .filter(part -> !PLACED.contains(part.getKey()))
                        .map(part -> encoded(part.getKey(), "") + '=' + encoded(part.getValue(), ""))
                        .collect(Collectors.joining("&"));
        return scheme + place() + (query.isEmpty() ? "" : '?' + query);
    }

    private String place() {
        Optional<String> path = find("path");
        if (path.isPresent()) {
            return ':' + encoded(path.get(), "/");
        }
        String user = find("user").map(name -> encoded(name, "") + '@').orElse("");
        String host = find("host")
                .or(() -> find("workspace"))
                .map(AddressParts::hosts)
                .orElse("");
        String port = find("port").map(number -> ':' + encoded(number, "")).orElse("");
        String database = find("database").map(name -> '/' + encoded(name, "")).orElse("");
        return "://" + user + host + port + database;
    }

    /** One host, an IPv6 address with or without brackets, or several hosts with their ports, separated by commas. */
    private static String hosts(String text) {
        boolean bare = text.chars().filter(c -> c == ':').count() > 1 && text.matches("[0-9A-Fa-f:.]+");
        return bare ? '[' + text + ']' : encoded(text, "[]:,");
    }

    private static String encoded(String text, String kept) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        for (int i = 0; i < kept.length(); i++) {
            String code = '%' + Integer.toHexString(kept.charAt(i)).toUpperCase(Locale.ROOT);
            encoded = encoded.replace(code, kept.substring(i, i + 1));
        }
        return encoded;
    }
}
