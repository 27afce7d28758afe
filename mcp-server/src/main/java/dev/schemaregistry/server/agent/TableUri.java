package dev.schemaregistry.server.agent;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code schema://source/table}; the table in its text form, percent-encoded.
 *
 * @param table as the caller wrote it, decoded; not necessarily a table that exists
 */
public record TableUri(String source, String table) {
    public static final String SCHEME = "schema://";

    public TableUri {
        requireNonNull(source, "source");
        requireNonNull(table, "table");
    }

    public static TableUri of(TableRef ref) {
        return new TableUri(ref.source().value(), ref.table().text());
    }

    /** What a text names; empty when it has not this form. */
    public static Optional<TableUri> find(String text) {
        if (!text.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String[] parts = text.substring(SCHEME.length()).split("/", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            TableUri uri = new TableUri(decoded(parts[0]), decoded(parts[1]));
            return SourceId.isValid(uri.source()) && !uri.table().isEmpty() ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    public String text() {
        return SCHEME + encoded(source) + '/' + encoded(table);
    }

    /** Percent-encoding alone: in a URI's path a plus is a plus. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
