package dev.schemaregistry.contract.guard;

import dev.schemaregistry.model.DataType.Scalar;
import dev.schemaregistry.model.DataType.ScalarKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Single values. SQLite has no booleans and no moments, so their usual stand-ins are taken too. */
final class ScalarFit {
    private record Bounds(BigInteger least, BigInteger most) {
        static Bounds signed(int bits) {
            BigInteger half = BigInteger.TWO.pow(bits - 1);
            return new Bounds(half.negate(), half.subtract(BigInteger.ONE));
        }

        static Bounds unsigned(int bits) {
            return new Bounds(BigInteger.ZERO, BigInteger.TWO.pow(bits).subtract(BigInteger.ONE));
        }

        boolean hold(BigInteger number) {
            return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
        }
    }

    private static final Map<ScalarKind, Bounds> WHOLE = Map.of(
            ScalarKind.INT8, Bounds.signed(8),
            ScalarKind.INT16, Bounds.signed(16),
            ScalarKind.INT32, Bounds.signed(32),
            ScalarKind.INT64, Bounds.signed(64),
            ScalarKind.UINT8, Bounds.unsigned(8),
            ScalarKind.UINT16, Bounds.unsigned(16),
            ScalarKind.UINT32, Bounds.unsigned(32),
            ScalarKind.UINT64, Bounds.unsigned(64));

    private static final Pattern MOMENT = Pattern.compile("[+-]?\\d{4,6}-\\d{2}-\\d{2}([T ].*)?|\\d{2}:\\d{2}.*");
    private static final Pattern HEX_24 = Pattern.compile("[0-9a-fA-F]{24}");
    private static final Pattern UUID_TEXT =
            Pattern.compile("(?i)[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private ScalarFit() {}

    static boolean fits(Scalar type, Object value) {
        if (value instanceof CharSequence text) {
            return text(type, text.toString());
        }
        if (value instanceof Number number) {
            return number(type.kind(), number);
        }
        if (value instanceof Boolean) {
            return type.kind() == ScalarKind.BOOLEAN;
        }
        if (value instanceof byte[] bytes) {
            return type.kind() == ScalarKind.BYTES
                    && bytes.length <= type.length().orElse(Integer.MAX_VALUE);
        }
        if (value instanceof Date || value instanceof TemporalAccessor) {
            return isMoment(type.kind());
        }
        if (value instanceof UUID) {
            return type.kind() == ScalarKind.UUID;
        }
        boolean shapedOtherwise = value instanceof Iterable
                || value instanceof Map
                || value.getClass().isArray();
        return !shapedOtherwise;
    }

    private static boolean text(Scalar type, String text) {
        return switch (type.kind()) {
            case STRING ->
                text.codePointCount(0, text.length()) <= type.length().orElse(Integer.MAX_VALUE);
            case UUID -> UUID_TEXT.matcher(text).matches();
            case OBJECT_ID -> HEX_24.matcher(text).matches();
            case DATE, TIME, TIME_WITH_ZONE, TIMESTAMP, TIMESTAMP_WITH_ZONE ->
                MOMENT.matcher(text).matches();
            case INTERVAL -> true;
            default -> false;
        };
    }

    private static boolean number(ScalarKind kind, Number number) {
        if (WHOLE.containsKey(kind)) {
            return isWhole(number)
                    && WHOLE.getOrDefault(kind, Bounds.signed(64)).hold(exact(number));
        }
        return switch (kind) {
            case FLOAT32, FLOAT64, DECIMAL -> true;
            case BOOLEAN -> isWhole(number) && (number.longValue() == 0 || number.longValue() == 1);
            case DATE, TIME, TIME_WITH_ZONE, TIMESTAMP, TIMESTAMP_WITH_ZONE, INTERVAL -> true;
            default -> false;
        };
    }

    private static boolean isWhole(Number number) {
        return number instanceof Byte
                || number instanceof Short
                || number instanceof Integer
                || number instanceof Long
                || number instanceof BigInteger
                || (number instanceof BigDecimal decimal && decimal.scale() <= 0 && decimal.precision() < 100);
    }

    private static BigInteger exact(Number number) {
        if (number instanceof BigInteger big) {
            return big;
        }
        return number instanceof BigDecimal decimal ? decimal.toBigInteger() : BigInteger.valueOf(number.longValue());
    }

    private static boolean isMoment(ScalarKind kind) {
        return switch (kind) {
            case DATE, TIME, TIME_WITH_ZONE, TIMESTAMP, TIMESTAMP_WITH_ZONE -> true;
            default -> false;
        };
    }
}
