package dev.schemaregistry.contract.guard;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.SourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** A result set as maps from label to value. Confined to one thread. */
final class ResultSetRows implements Iterator<Map<String, Object>> {
    private enum State {
        BEFORE,
        ON_ROW,
        ENDED
    }

    private final SourceId source;
    private final ResultSet rows;
    private final List<String> labels;
    private State state = State.BEFORE;

    private ResultSetRows(SourceId source, ResultSet rows, List<String> labels) {
        this.source = source;
        this.rows = rows;
        this.labels = labels;
    }

    static ResultSetRows of(SourceId source, ResultSet rows) {
        try {
            List<String> labels = new ArrayList<>();
            for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
                labels.add(rows.getMetaData().getColumnLabel(at));
            }
            return new ResultSetRows(source, rows, Expectation.distinct(labels));
        } catch (SQLException e) {
            throw failed(source, e);
        }
    }

    @Override
    public boolean hasNext() {
        if (state == State.BEFORE) {
            try {
                state = rows.next() ? State.ON_ROW : State.ENDED;
            } catch (SQLException e) {
                throw failed(source, e);
            }
        }
        return state == State.ON_ROW;
    }

    @Override
    public Map<String, Object> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there is no further row");
        }
        state = State.BEFORE;
        Map<String, Object> row = new LinkedHashMap<>();
        try {
            for (int at = 0; at < labels.size(); at++) {
                row.put(labels.get(at), rows.getObject(at + 1));
            }
        } catch (SQLException e) {
            throw failed(source, e);
        }
        return row;
    }

    private static SourceException failed(SourceId source, SQLException failure) {
        return new SourceException(
                ErrorCode.SOURCE_FAILED, "reading rows of source \"" + source + "\" failed", failure);
    }
}
