package dev.schemaregistry.contract.qdrant;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Texts that the server reads as moments: RFC 3339, and the same without zone, seconds or time. */
final class Moments {
    private static final List<BiFunction<String, DateTimeFormatter, Object>> READERS =
            List.of(OffsetDateTime::parse, LocalDateTime::parse);
    private static final List<DateTimeFormatter> FORMATS = List.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSSSSS][.SSS]XX"),
            DateTimeFormatter.ISO_LOCAL_DATE_TIME);

    private Moments() {}

    static boolean isMoment(String text) {
        String written = text.indexOf(' ') == 10 ? text.replaceFirst(" ", "T") : text;
        boolean time = READERS.stream()
                .anyMatch(reader -> FORMATS.stream().anyMatch(format -> parses(written, format, reader)));
        return time || isDate(text);
    }

    private static boolean isDate(String text) {
        return tried(() -> LocalDate.parse(text)).isPresent();
    }

    private static boolean parses(
            String text, DateTimeFormatter format, BiFunction<String, DateTimeFormatter, Object> reader) {
        return tried(() -> reader.apply(text, format)).isPresent();
    }

    private static Optional<Object> tried(Supplier<Object> parse) {
        try {
            return Optional.of(parse.get());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
