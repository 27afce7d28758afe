package dev.schemaregistry.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.policy.ColumnPolicy;
import dev.schemaregistry.policy.FieldPattern;
import dev.schemaregistry.server.access.AccessSettings;
import dev.schemaregistry.server.secrets.SecretReferences;
import dev.schemaregistry.server.secrets.VaultSettings;
import dev.schemaregistry.spi.AddressParts;
import dev.schemaregistry.spi.CommonSettings;
import dev.schemaregistry.spi.ProfileSettings;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.spi.TableSelection;
import dev.schemaregistry.tools.SchemaCacheSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns a document that fits the schema into a {@link Configuration}. Used for one file. */
final class ConfigurationReader {
    private static final List<String> PARTS = List.of("host", "port", "database", "user", "path", "workspace", "tls");

    private final String name;
    private final ConfigurationDocument document;
    private final List<Problem> problems = new ArrayList<>();

    ConfigurationReader(String name, ConfigurationDocument document) {
        this.name = name;
        this.document = document;
    }

    Configuration read() {
        problems.addAll(document.problems());
        problems.addAll(ConfigurationSchema.check(document));
        refuseIfWrong();
        JsonNode root = document.json();
        JsonNode defaults = root.path("defaults");
        Optional<Duration> interval = interval(defaults, "/defaults");
        List<ConfiguredSource> sources = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode source : root.path("sources")) {
            String at = "/sources/" + sources.size();
            String id = source.path("id").asText();
            if (!seen.add(id)) {
                problems.add(document.problem(at, "id", "an id of its own", "one that occurs twice: " + id));
            }
            sources.add(source(source, at, interval, defaults));
        }
        VaultSettings vault = vault(root.path("vault"));
        AccessSettings access = new AccessReader(document, problems).read();
        ColumnPolicy fields = fields(root.path("fields"));
        SchemaCacheSettings cache = cache(root.path("cache"));
        refuseIfWrong();
        return new Configuration(text(root, "registry"), sources, vault, access, fields, cache);
    }

    private void refuseIfWrong() {
        if (!problems.isEmpty()) {
            String all = problems.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .map(Problem::text)
                    .collect(Collectors.joining("; "));
            throw new InvalidRequestException(ErrorCode.INVALID_CONFIGURATION, "configuration " + name + ", " + all);
        }
    }

    private ConfiguredSource source(JsonNode source, String at, Optional<Duration> interval, JsonNode defaults) {
        Map<String, String> credentials = new HashMap<>();
        Map<String, Secret> secrets = new HashMap<>();
        credential(source, ConfiguredSource.CREDENTIAL, credentials, secrets);
        SourceAddress.SECRET_KEYS.forEach(key -> credential(source, key, credentials, secrets));
        return new ConfiguredSource(
                new SourceId(source.path("id").asText()),
                text(source, "type"),
                text(source, "description"),
                new ConfiguredAddress(
                        text(source, "url").map(Secret::of),
                        parts(source),
                        text(source, "docker_url").map(Secret::of)),
                new CommonSettings(
                        new TableSelection(patterns(source.path("include")), patterns(source.path("exclude"))),
                        interval(source, at).or(() -> interval),
                        new ProfileSettings(
                                text(source, "profile_values")
                                        .or(() -> text(defaults, "profile_values"))
                                        .flatMap(mode -> profileMode(mode, at))
                                        .orElse(ProfileSettings.Mode.OFF),
                                patterns(source.path("profile_exclude")))),
                new SampleSize(text(source, "sample_size"), text(defaults, "sample_size")),
                credentials,
                secrets,
                document.line(at));
    }

    /** What came from a variable may be the secret itself: it stays in the process. */
    private static void credential(
            JsonNode source, String key, Map<String, String> credentials, Map<String, Secret> secrets) {
        text(source, key).ifPresent(value -> {
            if (SecretReferences.isReference(value)) {
                credentials.put(key, value);
            } else {
                secrets.put(key, Secret.of(value));
            }
        });
    }

    private static AddressParts parts(JsonNode source) {
        Map<String, String> parts = new TreeMap<>();
        PARTS.forEach(part -> text(source, part).ifPresent(value -> parts.put(part, value)));
        text(source, "ssl").ifPresent(value -> parts.putIfAbsent("tls", value));
        source.path("options")
                .properties()
                .forEach(option -> parts.put(option.getKey(), option.getValue().asText()));
        return new AddressParts(parts);
    }

    private VaultSettings vault(JsonNode vault) {
        return new VaultSettings(
                text(vault, "address"),
                text(vault, "namespace"),
                text(vault, "ca_certificate"),
                text(vault, "token").map(Secret::of),
                text(vault, "role_id"),
                text(vault, "secret_id").map(Secret::of),
                text(vault, "approle_mount"),
                time(vault, "/vault", "timeout"),
                vault.path("allow_plain_http").asBoolean());
    }

    private SchemaCacheSettings cache(JsonNode cache) {
        return new SchemaCacheSettings(
                cache.path("schemas").asInt(SchemaCacheSettings.DEFAULT.size()),
                time(cache, "/cache", "keep").orElse(SchemaCacheSettings.DEFAULT.keep()));
    }

    private ColumnPolicy fields(JsonNode fields) {
        return ColumnPolicy.of(fieldPatterns(fields, "hidden"), fieldPatterns(fields, "masked"));
    }

    private List<FieldPattern> fieldPatterns(JsonNode fields, String key) {
        List<FieldPattern> patterns = new ArrayList<>();
        List<String> written = patterns(fields.path(key));
        for (int at = 0; at < written.size(); at++) {
            try {
                patterns.add(FieldPattern.parse(written.get(at)));
            } catch (IllegalArgumentException malformed) {
                String pointer = "/fields/" + key + (fields.path(key).isTextual() ? "" : "/" + at);
                problems.add(document.problem(
                        pointer, "", "a pattern source.table.field", String.valueOf(malformed.getMessage())));
            }
        }
        return patterns;
    }

    /** What came from a variable is not held against the schema. */
    private Optional<ProfileSettings.Mode> profileMode(String text, String at) {
        try {
            return Optional.of(CommonSettings.profileMode(text));
        } catch (InvalidRequestException malformed) {
            problems.add(document.problem(at, "profile_values", "off or low_cardinality", "another word"));
            return Optional.empty();
        }
    }

    private Optional<Duration> interval(JsonNode node, String at) {
        return time(node, at, "interval");
    }

    private Optional<Duration> time(JsonNode node, String at, String key) {
        try {
            return text(node, key).map(CommonSettings::interval);
        } catch (InvalidRequestException malformed) {
            problems.add(document.problem(at, key, "a time of at least one second, such as 15m", "another one"));
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node, String key) {
        return text(node.path(key));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isValueNode() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static List<String> patterns(JsonNode list) {
        if (list.isTextual()) {
            return CommonSettings.patterns(list.asText());
        }
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
