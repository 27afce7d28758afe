package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version label {@code major.minor.patch}, after semver.org 2.0.0 without pre-release parts. */
public record SemanticVersion(int major, int minor, int patch) implements Comparable<SemanticVersion> {
    /** The version of a subject's first schema. */
    public static final SemanticVersion FIRST = new SemanticVersion(1, 0, 0);

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");
    private static final Comparator<SemanticVersion> ORDER = Comparator.comparingInt(SemanticVersion::major)
            .thenComparingInt(SemanticVersion::minor)
            .thenComparingInt(SemanticVersion::patch);

    public SemanticVersion {
        if (major < 0 || minor < 0 || patch < 0) {
            throw new IllegalArgumentException(
                    "version parts must not be negative: " + major + '.' + minor + '.' + patch);
        }
    }

    /**
     * Reads {@code major.minor.patch}.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static SemanticVersion parse(String text) {
        Matcher matcher = FORM.matcher(requireNonNull(text, "text"));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("version " + Names.quoted(text) + " is not of the form 1.2.3");
        }
        return new SemanticVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    /** The next version after a change of that weight; the same for {@link VersionBump#NONE}. */
    public SemanticVersion next(VersionBump bump) {
        return switch (bump) {
            case NONE -> this;
            case PATCH -> new SemanticVersion(major, minor, patch + 1);
            case MINOR -> new SemanticVersion(major, minor + 1, 0);
            case MAJOR -> new SemanticVersion(major + 1, 0, 0);
        };
    }

    @Override
    public int compareTo(SemanticVersion other) {
        return ORDER.compare(this, other);
    }

    /** The label. */
    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
