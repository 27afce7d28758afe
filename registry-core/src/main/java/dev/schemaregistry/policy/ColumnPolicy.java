package dev.schemaregistry.policy;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which fields of which sources are withheld. A hidden field is shown nowhere; of a masked one name and type are shown, and no value.
 * No query may use either. Immutable.
 */
public final class ColumnPolicy {
    /** Withholds nothing. */
    public static final ColumnPolicy NONE = new ColumnPolicy(List.of(), List.of());

    private final List<FieldPattern> hidden;
    private final List<FieldPattern> masked;

    private ColumnPolicy(List<FieldPattern> hidden, List<FieldPattern> masked) {
        this.hidden = List.copyOf(hidden);
        this.masked = List.copyOf(masked);
    }

    /** A policy of these patterns; where both fit a field, it is hidden. */
    public static ColumnPolicy of(List<FieldPattern> hidden, List<FieldPattern> masked) {
        return hidden.isEmpty() && masked.isEmpty() ? NONE : new ColumnPolicy(hidden, masked);
    }

    /** Whether it withholds nothing at all. */
    public boolean isNone() {
        return hidden.isEmpty() && masked.isEmpty();
    }

    /** Whether it may withhold something of a source. */
    public boolean concerns(SourceId source) {
        return Stream.concat(hidden.stream(), masked.stream()).anyMatch(pattern -> pattern.concerns(source.value()));
    }

    /**
     * What it withholds of a source.
     *
     * @param tables all tables that the source has now, with nothing left out: views may pass on what is withheld of other tables
     */
    public SourcePolicy of(DataSource source, List<Table> tables) {
        return concerns(source.id())
                ? SourcePolicy.of(
                        source.id(),
                        source.defaultNamespace(),
                        concerning(source.id(), hidden),
                        concerning(source.id(), masked),
                        tables)
                : SourcePolicy.NOTHING;
    }

    private static List<FieldPattern> concerning(SourceId source, List<FieldPattern> patterns) {
        return patterns.stream()
                .filter(pattern -> pattern.concerns(source.value()))
                .toList();
    }

    /** Those of the patterns that fit some field of a source, as they were written. */
    public List<String> fitting(DataSource source, List<Table> tables) {
        Lineage lineage = new Lineage(source.id().value(), source.defaultNamespace(), tables);
        return Stream.concat(hidden.stream(), masked.stream())
                .filter(pattern -> pattern.concerns(source.id().value()))
                .filter(pattern -> !new WithheldNames(new Patterns(List.of(), List.of(pattern)), lineage, tables)
                        .byTable()
                        .isEmpty())
                .map(FieldPattern::text)
                .distinct()
                .toList();
    }

    /** All patterns, as they were written. */
    public List<String> patterns() {
        return Stream.concat(hidden.stream(), masked.stream())
                .map(FieldPattern::text)
                .distinct()
                .toList();
    }

    /** Equal for policies of the same patterns, and empty for none; tells none of them. */
    public String fingerprint() {
        if (isNone()) {
            return "";
        }
        String text = "hidden\n" + lines(hidden) + "masked\n" + lines(masked);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String lines(List<FieldPattern> patterns) {
        StringBuilder out = new StringBuilder();
        patterns.stream()
                .map(FieldPattern::text)
                .distinct()
                .sorted()
                .forEach(text -> out.append(text).append('\n'));
        return out.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnPolicy policy && policy.hidden.equals(hidden) && policy.masked.equals(masked);
    }

    @Override
    public int hashCode() {
        return 31 * hidden.hashCode() + masked.hashCode();
    }

    /** How many patterns it has, and not which. */
    @Override
    public String toString() {
        return "ColumnPolicy[" + hidden.size() + " hidden, " + masked.size() + " masked]";
    }
}
