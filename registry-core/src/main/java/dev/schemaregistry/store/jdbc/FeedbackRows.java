package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.store.jdbc.Columns.instant;
import static dev.schemaregistry.store.jdbc.Columns.text;

import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.spi.RegistryStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Rows of {@code feedback} and of {@code feedback_targets}, which has a row for each table, and one without a table for each source.
 *
 * <p>Whoever writes here takes a place in the log first. Its row is held until the end of the transaction, so that no feedback about
 * a table slips in while the table goes.
 */
record FeedbackRows(Session session) {
    private static final String WHOLE_SOURCE = "";

    List<Feedback> page(String afterId, int limit) throws SQLException {
        return merged(session.list(FeedbackRows::row, Statements.FEEDBACK_PAGE, afterId, limit));
    }

    Optional<Feedback> find(String id) throws SQLException {
        return merged(session.list(FeedbackRows::row, Statements.FEEDBACK, id)).stream()
                .findFirst();
    }

    boolean put(Feedback feedback) throws SQLException {
        Feedback stored = feedback.saidAt(Columns.stored(feedback.at()));
        if (find(stored.id()).filter(known -> known.isNotOlderThan(stored)).isPresent()) {
            return false;
        }
        write(feedback);
        for (SourceId source : feedback.sources()) {
            forget(
                    session.list(
                            row -> row.getString(1),
                            Statements.FEEDBACK_BEYOND,
                            source.value(),
                            RegistryStore.MOST_FEEDBACK),
                    old -> Optional.empty(),
                    feedback.at());
        }
        return true;
    }

    private void write(Feedback feedback) throws SQLException {
        long at = feedback.at().toEpochMilli();
        EventRows.addFeedbackChanged(session, feedback.id(), false, at);
        requireThere(feedback);
        session.update(
                Statements.PUT_FEEDBACK,
                feedback.id(),
                feedback.question(),
                feedback.verdict().name(),
                at);
        for (SourceId source : feedback.sources()) {
            session.update(Statements.ADD_FEEDBACK_TARGET, feedback.id(), source.value(), WHOLE_SOURCE);
        }
        for (TableRef table : feedback.tables()) {
            session.update(
                    Statements.ADD_FEEDBACK_TARGET,
                    feedback.id(),
                    table.source().value(),
                    table.table().text());
        }
    }

    private void requireThere(Feedback feedback) throws SQLException {
        for (SourceId source : feedback.sources()) {
            if (session.find(row -> 1, Statements.HAS_SOURCE, source.value()).isEmpty()) {
                throw gone("source \"" + source + "\"");
            }
        }
        for (TableRef ref : feedback.tables()) {
            String source = ref.source().value();
            if (session.find(row -> 1, Statements.HAS_TABLE, source, ref.table().text())
                    .isEmpty()) {
                throw gone("table \"" + ref + "\"");
            }
        }
    }

    private static ConflictException gone(String what) {
        return new ConflictException(
                ErrorCode.VERSION_CONFLICT, what + " is not registered (any more); nothing was remembered");
    }

    boolean remove(String id, Instant at) throws SQLException {
        if (find(id).isEmpty()) {
            return false;
        }
        EventRows.addFeedbackChanged(session, id, true, at.toEpochMilli());
        session.update(Statements.REMOVE_FEEDBACK, id);
        return true;
    }

    /** A place in the log must have been taken for the removal of the source. */
    void forget(SourceId source, Instant at) throws SQLException {
        List<String> ids = session.list(row -> row.getString(1), Statements.FEEDBACK_OF_SOURCE, source.value());
        forget(ids, feedback -> feedback.without(source), at);
    }

    /** A place in the log must have been taken for the removal of the tables. */
    void forget(Set<TableRef> tables, Instant at) throws SQLException {
        Set<String> ids = new TreeSet<>();
        for (TableRef ref : tables) {
            ids.addAll(session.list(
                    row -> row.getString(1),
                    Statements.FEEDBACK_OF_TABLE,
                    ref.source().value(),
                    ref.table().text()));
        }
        forget(ids, feedback -> feedback.without(tables), at);
    }

    private void forget(Iterable<String> ids, Function<Feedback, Optional<Feedback>> left, Instant at)
            throws SQLException {
        for (String id : ids) {
            Feedback before = find(id).orElseThrow();
            remove(id, at);
            Optional<Feedback> after = left.apply(before);
            if (after.isPresent() && isNews(after.get())) {
                write(after.get());
            }
        }
    }

    private boolean isNews(Feedback feedback) throws SQLException {
        return find(feedback.id())
                .filter(known -> known.isNotOlderThan(feedback))
                .isEmpty();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                text(row, "id"),
                text(row, "question"),
                Feedback.Verdict.valueOf(text(row, "verdict")),
                instant(row, "at"),
                new SourceId(text(row, "source_id")),
                text(row, "table_name"));
    }

    /** The rows of one feedback stand together. */
    private static List<Feedback> merged(List<Row> rows) {
        List<Feedback> merged = new ArrayList<>();
        for (int from = 0, to = 0; from < rows.size(); from = to) {
            Row first = rows.get(from);
            List<SourceId> sources = new ArrayList<>();
            List<TableRef> tables = new ArrayList<>();
            while (to < rows.size() && rows.get(to).id.equals(first.id)) {
                Row target = rows.get(to++);
                sources.add(target.source);
                if (!target.table.equals(WHOLE_SOURCE)) {
                    tables.add(new TableRef(target.source, TableName.parse(target.table)));
                }
            }
            merged.add(new Feedback(first.question, first.verdict, sources, tables, first.at));
        }
        return merged;
    }

    private record Row(
            String id, String question, Feedback.Verdict verdict, Instant at, SourceId source, String table) {}
}
