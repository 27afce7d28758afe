package dev.schemaregistry.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.access.AccessSettings;
import dev.schemaregistry.server.access.ApiKey;
import dev.schemaregistry.server.access.CallLimits;
import dev.schemaregistry.server.access.OauthSettings;
import dev.schemaregistry.server.access.Scope;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a document that fits the schema says under {@code access}. Used for one file. */
final class AccessReader {
    private static final String AT = "/access";
    private static final String OAUTH = AT + "/oauth";

    private final ConfigurationDocument document;
    private final List<Problem> problems;
    private final JsonNode access;

    /** @param problems takes what is wrong */
    AccessReader(ConfigurationDocument document, List<Problem> problems) {
        this.document = document;
        this.problems = problems;
        this.access = document.json().path("access");
    }

    AccessSettings read() {
        return new AccessSettings(
                keys(), oauth(), limits(), text(access, "audit").map(Path::of));
    }

    private List<ApiKey> keys() {
        List<ApiKey> keys = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode key : access.path("keys")) {
            String at = AT + "/keys/" + keys.size();
            for (String name : List.of("name", "sha256")) {
                if (!seen.add(name + ' ' + key.path(name).asText())) {
                    problems.add(document.problem(at, name, "one that no other key has", "one that occurs twice"));
                }
            }
            keys.add(new ApiKey(
                    key.path("name").asText(), key.path("sha256").asText(), scopes(key, at), expires(key, at)));
        }
        return keys;
    }

    private Set<Scope> scopes(JsonNode key, String at) {
        Set<Scope> scopes = new HashSet<>();
        for (JsonNode word : key.path("scopes")) {
            try {
                scopes.add(Scope.parse(word.asText()));
            } catch (InvalidRequestException unknown) {
                problems.add(document.problem(at, "scopes", "one of " + Scope.words(), "another word"));
            }
        }
        return scopes;
    }

    /** A date means the end of that day in UTC, as a person would say it. */
    private Optional<Instant> expires(JsonNode key, String at) {
        try {
            return text(key, "expires").map(AccessReader::instant);
        } catch (DateTimeException malformed) {
            problems.add(document.problem(
                    at,
                    "expires",
                    "a date such as 2027-06-30, or a time such as 2027-06-30T12:00:00Z",
                    "another text"));
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        return text.contains("T") ? Instant.parse(text) : ApiKey.endOf(LocalDate.parse(text));
    }

    private Optional<OauthSettings> oauth() {
        JsonNode oauth = access.path("oauth");
        if (!oauth.isObject()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OauthSettings(
                    oauth.path("issuer").asText(),
                    URI.create(oauth.path("resource").asText()),
                    URI.create(oauth.path("keys").asText()),
                    text(oauth, "scope_prefix").orElse("")));
        } catch (InvalidRequestException unsafe) {
            problems.add(document.problem(OAUTH, "", "addresses that keep tokens safe", unsafe.getMessage()));
        } catch (IllegalArgumentException malformed) {
            problems.add(document.problem(OAUTH, "", "addresses such as https://registry.example/mcp", "another text"));
        }
        return Optional.empty();
    }

    private CallLimits limits() {
        JsonNode limits = access.path("limits");
        return new CallLimits(
                number(limits, "per_second", CallLimits.DEFAULT.perSecond()),
                number(limits, "concurrent", CallLimits.DEFAULT.concurrent()));
    }

    /** What came from a variable is not held against the schema. */
    private int number(JsonNode limits, String key, int usual) {
        if (!limits.has(key)) {
            return usual;
        }
        int number = limits.path(key).asInt(0);
        if (number < 1) {
            problems.add(document.problem(AT + "/limits", key, "a whole number of at least 1", "another value"));
        }
        return Math.max(number, 1);
    }

    private static Optional<String> text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isValueNode() ? Optional.of(value.asText()) : Optional.empty();
    }
}
