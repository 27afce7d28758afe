package dev.schemaregistry.connector.mongodb;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which options of a connection string are ours, which are harmless, and by silence which are refused. Names as in MongoDB's manual,
 * "Connection String Options"; letter case does not count.
 */
final class MongoOptions {
    /** Settings that may stand in a URI, by MongoDB's name for them. */
    private static final Map<String, String> SETTINGS = Map.of(
            "authSource", "auth_source",
            "authMechanism", "auth_mechanism",
            "replicaSet", "replica_set",
            "tls", "tls",
            "ssl", "tls",
            "directConnection", "direct_connection",
            "readPreference", "read_preference",
            "appName", "application_name");

    private static final List<String> OWN = List.of("connect_timeout", "command_timeout", "sample_size");

    /** What a provider's connection string often says and a reader with limits of its own does not need. */
    private static final Set<String> WITHOUT_USE = Stream.of(
                    "retryWrites",
                    "retryReads",
                    "w",
                    "wTimeoutMS",
                    "journal",
                    "readConcernLevel",
                    "maxPoolSize",
                    "minPoolSize",
                    "maxIdleTimeMS",
                    "waitQueueTimeoutMS",
                    "connectTimeoutMS",
                    "socketTimeoutMS",
                    "serverSelectionTimeoutMS",
                    "heartbeatFrequencyMS",
                    "localThresholdMS",
                    "uuidRepresentation")
            .map(MongoOptions::flat)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, String> BY_FLAT_NAME = Stream.concat(
                    SETTINGS.entrySet().stream(), OWN.stream().map(name -> Map.entry(name, name)))
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())
                    .map(MongoOptions::flat)
                    .map(flat -> Map.entry(flat, entry.getValue())))
            .distinct()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private MongoOptions() {}

    static Optional<String> findSetting(String option) {
        return Optional.ofNullable(BY_FLAT_NAME.get(flat(option)));
    }

    static boolean isWithoutUse(String option) {
        return WITHOUT_USE.contains(flat(option));
    }

    static List<String> allowed() {
        return Stream.concat(SETTINGS.keySet().stream().sorted(), OWN.stream()).toList();
    }

    private static String flat(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
