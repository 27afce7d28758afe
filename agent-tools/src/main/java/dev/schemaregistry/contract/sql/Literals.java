package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.catalog.TypeIds;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which texts are values of the simplest types, after the server's input functions; of all other types any text is. */
final class Literals {
    /** Stands for every range type. */
    static final int ANY_RANGE = -2;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern UUID = Pattern.compile("\\{?([0-9a-fA-F]{4}-?){7}[0-9a-fA-F]{4}\\}?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern SPECIAL = Pattern.compile("(?i)[+-]?(nan|inf|infinity|0x.*)");
    private static final Set<String> BOOLEANS = Set.of(
            "t", "tr", "tru", "true", "f", "fa", "fal", "fals", "false", "y", "ye", "yes", "n", "no", "on", "of", "off",
            "1", "0");

    private static final Set<String> MOMENTS =
            Set.of("now", "today", "tomorrow", "yesterday", "epoch", "infinity", "-infinity", "+infinity", "allballs");

    private Literals() {}

    /** The rule that a text breaks as a value of a type. */
    static Optional<Rule> broken(String text, int type) {
        String value = text.strip();
        if (fits(value, type)) {
            return Optional.empty();
        }
        return switch (type) {
            case TypeIds.DATE, TypeIds.TIMESTAMP, TypeIds.TIMESTAMPTZ -> Optional.of(Rule.INVALID_MOMENT);
            case TypeIds.JSONPATH -> Optional.of(Rule.SYNTAX_ERROR);
            default ->
                Optional.of(
                        INTEGER.matcher(value).matches() && type != TypeIds.BOOL
                                ? Rule.OUT_OF_RANGE
                                : Rule.INVALID_CONSTANT);
        };
    }

    private static boolean fits(String value, int type) {
        return switch (type) {
            case TypeIds.INT2 -> integer(value, 16);
            case TypeIds.INT4 -> integer(value, 32);
            case TypeIds.INT8 -> integer(value, 64);
            case TypeIds.FLOAT4, TypeIds.FLOAT8, TypeIds.NUMERIC ->
                DECIMAL.matcher(value).matches() || SPECIAL.matcher(value).matches();
            case TypeIds.BOOL -> BOOLEANS.contains(value.toLowerCase(Locale.ROOT));
            case TypeIds.UUID -> UUID.matcher(value).matches();
            case TypeIds.JSON, TypeIds.JSONB -> isJson(value);
            case TypeIds.JSONPATH -> !JsonPathText.isRefused(value);
            case TypeIds.TEXT_ARRAY -> value.startsWith("{") || value.startsWith("[");
            case ANY_RANGE -> value.startsWith("(") || value.startsWith("[") || value.equalsIgnoreCase("empty");
            case TypeIds.DATE, TypeIds.TIMESTAMP, TypeIds.TIMESTAMPTZ ->
                hasDigit(value)
                        || MOMENTS.contains(value.toLowerCase(Locale.ROOT).split("\\s", 2)[0]);
            default -> true;
        };
    }

    private static boolean isJson(String value) {
        try {
            JSON.readTree(value);
            return !value.isEmpty();
        } catch (StreamConstraintsException tooLarge) {
            return true;
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }

    private static boolean hasDigit(String value) {
        return value.chars().anyMatch(Character::isDigit);
    }

    private static boolean integer(String value, int bits) {
        return INTEGER.matcher(value).matches() && (value.length() < 5 || new BigInteger(value).bitLength() < bits);
    }
}
