package dev.schemaregistry.connector.slack;

import com.slack.api.methods.response.auth.AuthTestResponse;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What changes with use and is no schema: how many people are in a channel. Pure. */
final class Observations {
    private static final String DATE = "date";

    private Observations() {}

    static Map<TableName, TableStatistics> of(List<Table> channels, Map<String, Integer> members, Instant at) {
        Map<TableName, TableStatistics> observed = new TreeMap<>();
        for (Table channel : channels) {
            channel.stableId()
                    .map(members::get)
                    .ifPresent(count -> observed.put(
                            channel.name(),
                            new TableStatistics(
                                    OptionalLong.empty(),
                                    OptionalLong.empty(),
                                    at,
                                    Map.of("members", Integer.toString(count)))));
        }
        return observed;
    }

    /** When Slack answered, by its own clock; the epoch where it does not say. */
    static Instant time(AuthTestResponse answer) {
        Map<String, List<String>> headers =
                Optional.ofNullable(answer.getHttpResponseHeaders()).orElse(Map.of());
        return headers.getOrDefault(DATE, List.of()).stream()
                .flatMap(date -> instant(date).stream())
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
