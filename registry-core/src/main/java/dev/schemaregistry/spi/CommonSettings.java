package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.Fingerprint;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What may be said of a source of any type: which tables are wanted, how often to look, and whether values may be kept. Kept among the
 * source's settings, and taken out before a connector sees them.
 *
 * @param interval how long a watcher waits between two looks; empty: as long as for every source
 */
public record CommonSettings(TableSelection selection, Optional<Duration> interval, ProfileSettings profile) {
    /** The settings that are not a connector's. */
    public static final Set<String> KEYS =
            Set.of("include", "exclude", "interval", "profile_values", "profile_exclude");

    private static final Pattern ELEMENT = Pattern.compile("(?:[^,\\\\]|\\\\.)+", Pattern.DOTALL);
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,6})([smhd])");
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public CommonSettings {
        requireNonNull(selection, "selection");
        requireNonNull(interval, "interval");
        requireNonNull(profile, "profile");
        if (interval.filter(time -> time.compareTo(SHORTEST) < 0).isPresent()) {
            throw new IllegalArgumentException("an interval must be at least 1 second");
        }
    }

    /** Without any value being kept. */
    public CommonSettings(TableSelection selection, Optional<Duration> interval) {
        this(selection, interval, ProfileSettings.OFF);
    }

    /**
     * Reads the settings of a source; those of its connector are passed over.
     *
     * @throws InvalidRequestException with {@code INVALID_CONFIGURATION} when one is malformed
     */
    public static CommonSettings of(Map<String, String> settings) {
        return new CommonSettings(
                new TableSelection(
                        patterns(settings.getOrDefault("include", "")), patterns(settings.getOrDefault("exclude", ""))),
                Optional.ofNullable(settings.get("interval")).map(CommonSettings::interval),
                new ProfileSettings(
                        profileMode(settings.getOrDefault("profile_values", "off")),
                        patterns(settings.getOrDefault("profile_exclude", ""))));
    }

    /** The settings without those of {@link #KEYS}. */
    public static Map<String, String> without(Map<String, String> settings) {
        Map<String, String> left = new HashMap<>(settings);
        left.keySet().removeAll(KEYS);
        return left;
    }

    /** The form in which {@link #of} reads them; what is not said has no entry. */
    public Map<String, String> toSettings() {
        Map<String, String> settings = new TreeMap<>();
        put(settings, "include", selection.include());
        put(settings, "exclude", selection.exclude());
        interval.ifPresent(time -> settings.put("interval", time.toString()));
        if (profile.isOn()) {
            settings.put("profile_values", word(profile.mode()));
        }
        put(settings, "profile_exclude", profile.exclude());
        return settings;
    }

    /** A connector's mark together with what is wanted of the source, so that another selection is another mark. */
    public Fingerprint mark(Fingerprint connectors) {
        if (selection.isAll()) {
            return connectors;
        }
        String wanted = "include=" + join(selection.include()) + ";exclude=" + join(selection.exclude());
        return new Fingerprint(connectors.algorithm(), connectors.value() + ';' + wanted);
    }

    /** The patterns in a text, separated by commas; a backslash before a comma or a backslash makes it part of a pattern. */
    public static List<String> patterns(String text) {
        return ELEMENT.matcher(text)
                .results()
                .map(found -> found.group().strip().replaceAll("(?s)\\\\(.)", "$1"))
                .filter(pattern -> !pattern.isBlank())
                .toList();
    }

    /**
     * A time between two looks: a number with {@code s}, {@code m}, {@code h} or {@code d}, or ISO 8601 such as {@code PT15M}.
     *
     * @throws InvalidRequestException with {@code INVALID_CONFIGURATION}
     */
    public static Duration interval(String text) {
        Matcher parts = SHORT.matcher(text.strip().toLowerCase(Locale.ROOT));
        try {
            Duration interval = parts.matches()
                    ? Duration.parse((parts.group(2).equals("d") ? "P" : "PT") + parts.group(1) + parts.group(2))
                    : Duration.parse(text.strip());
            if (interval.compareTo(SHORTEST) >= 0) {
                return interval;
            }
        } catch (DateTimeParseException malformed) {
            throw noInterval();
        }
        throw noInterval();
    }

    /**
     * Which values may be kept: {@code off} or {@code low_cardinality}.
     *
     * @throws InvalidRequestException with {@code INVALID_CONFIGURATION}
     */
    public static ProfileSettings.Mode profileMode(String text) {
        return Arrays.stream(ProfileSettings.Mode.values())
                .filter(mode -> word(mode).equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "profile_values is not usable; expected off or low_cardinality"));
    }

    private static String word(ProfileSettings.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static InvalidRequestException noInterval() {
        return new InvalidRequestException(
                ErrorCode.INVALID_CONFIGURATION,
                "an interval is not usable; expected at least one second, such as 30s, 15m, 1h, 1d or PT15M");
    }

    private static void put(Map<String, String> settings, String key, Collection<String> patterns) {
        if (!patterns.isEmpty()) {
            settings.put(key, join(patterns));
        }
    }

    private static String join(Collection<String> patterns) {
        return patterns.stream()
                .map(pattern -> pattern.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(","));
    }
}
