package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunReport.Column;
import dev.schemaregistry.spi.DryRunReport.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.util.ServerErrorMessage;

/** What the server's refusals mean for a query. */
final class Reports {
    /** Out of resources, cancelled, locked out, crashed: says nothing about the query. */
    private static final List<String> NO_OPINION = List.of("57", "55", "53", "54001", "58", "XX", "40");

    private Reports() {}

    static DryRunReport rejected(String code, String message) {
        return DryRunReport.rejected(code, message, "", OptionalInt.empty());
    }

    static DryRunReport notARead(String why) {
        return DryRunReport.rejected(
                "25006",
                "a dry run takes reads only, and this is none: " + why,
                "ask with a single SELECT that neither writes nor locks",
                OptionalInt.empty());
    }

    /** On a query with parameters: without their values it cannot be planned. */
    static DryRunReport typedOnly(List<Column> columns) {
        return unverified(
                "42P02",
                "its parameters have no values here: the server parsed and typed it, and did not plan it",
                columns);
    }

    static DryRunReport unverified(String code, String message) {
        return unverified(code, message, List.of());
    }

    private static DryRunReport unverified(String code, String message, List<Column> columns) {
        return new DryRunReport(
                Verdict.UNVERIFIED,
                code,
                message,
                "",
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                columns);
    }

    /**
     * The report on a failed statement.
     *
     * @param shift what to add to the server's position to get the place in the query
     * @throws SQLException the same, when it was the connection that failed
     */
    static DryRunReport of(SQLException failure, int shift) throws SQLException {
        String state = PostgresFailures.state(failure);
        if (PostgresFailures.isLostConnection(failure) || state.isEmpty()) {
            throw failure;
        }
        String message = PostgresFailures.sentence(failure);
        if (NO_OPINION.stream().anyMatch(state::startsWith)) {
            return unverified(state, message);
        }
        Optional<ServerErrorMessage> server = PostgresFailures.serverMessage(failure);
        return DryRunReport.rejected(state, message, server.map(Reports::hint).orElse(""), position(server, shift));
    }

    private static OptionalInt position(Optional<ServerErrorMessage> server, int shift) {
        int position = server.map(ServerErrorMessage::getPosition).orElse(0);
        return position > 0 && position + shift > 0 ? OptionalInt.of(position + shift) : OptionalInt.empty();
    }

    private static String hint(ServerErrorMessage message) {
        return Stream.of(Optional.ofNullable(message.getDetail()), Optional.ofNullable(message.getHint()))
                .flatMap(Optional::stream)
                .map(PostgresFailures::oneLine)
                .collect(Collectors.joining(" "));
    }
}
