package dev.schemaregistry.contract.plan;

import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places of a query that another step's values fill: <code>{{name}}</code>. For the check, a constant of the type stands there. */
final class Placeholders {
    private static final Pattern IN_TEXT = Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}}");
    /** In a JSON query a placeholder stands alone in a text, which its value replaces. */
    private static final Pattern IN_JSON = Pattern.compile("\"\\{\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}}\"");

    private static final String SAMPLE_UUID = "00000000-0000-4000-8000-000000000000";

    private Placeholders() {}

    static Set<String> names(String query) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = IN_TEXT.matcher(query);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The query with a constant in each place; a place of unknown type gets one that fits most. */
    static String filled(String query, Dialect dialect, Map<String, DataType> types) {
        Pattern pattern = dialect.isSql() ? IN_TEXT : IN_JSON;
        return pattern.matcher(query).replaceAll(place -> {
            Optional<DataType> type = Optional.ofNullable(types.get(name(place)));
            return Matcher.quoteReplacement(dialect.isSql() ? sql(dialect, type) : json(type));
        });
    }

    private static String name(MatchResult place) {
        return place.group(1);
    }

    private static Optional<ScalarKind> kind(Optional<DataType> type) {
        return type.flatMap(known -> {
            if (known instanceof DataType.Union union) {
                return union.members().stream().findFirst().flatMap(member -> kind(Optional.of(member)));
            }
            return known instanceof DataType.Scalar scalar ? Optional.of(scalar.kind()) : Optional.empty();
        });
    }

    private static String sql(Dialect dialect, Optional<DataType> type) {
        if (type.isPresent()
                && type.get() instanceof DataType.Enumeration labels
                && !labels.labels().isEmpty()) {
            return '\'' + labels.labels().get(0).replace("'", "''") + '\'';
        }
        return kind(type)
                .map(kind -> switch (kind) {
                    case BOOLEAN -> dialect == Dialect.SQLITE ? "1" : "TRUE";
                    case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> "1";
                    case FLOAT32, FLOAT64, DECIMAL -> "1.5";
                    case DATE -> "'2026-01-01'";
                    case TIME, TIME_WITH_ZONE -> "'12:00:00'";
                    case TIMESTAMP, TIMESTAMP_WITH_ZONE -> "'2026-01-01 12:00:00'";
                    case UUID -> '\'' + SAMPLE_UUID + '\'';
                    default -> "'x'";
                })
                .orElse("NULL");
    }

    private static String json(Optional<DataType> type) {
        return kind(type)
                .map(kind -> switch (kind) {
                    case BOOLEAN -> "true";
                    case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> "1";
                    case FLOAT32, FLOAT64, DECIMAL -> "1.5";
                    case DATE -> "\"2026-01-01\"";
                    case TIMESTAMP, TIMESTAMP_WITH_ZONE -> "\"2026-01-01T12:00:00Z\"";
                    case UUID -> '"' + SAMPLE_UUID + '"';
                    case OBJECT_ID -> "\"000000000000000000000000\"";
                    default -> "\"x\"";
                })
                .orElse("\"x\"");
    }
}
