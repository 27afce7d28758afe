package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Finding.Edit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where GROUP BY goes in the outermost SELECT of a text that has none: before what sorts and limits the result, else at the end. */
final class GroupByFix {
    private static final Pattern BEFORE = Pattern.compile("(?is)\\s*\\b(?:order\\s+by|limit|offset|having)\\s*$");
    private static final Pattern END = Pattern.compile("[\\s;]*$");

    private GroupByFix() {}

    static Optional<Edit> of(JsonNode select, String text, CheckSession session, List<String> columns) {
        if (columns.isEmpty() || select.has("groupClause") || select.has("larg") || select.has("windowClause")) {
            return Optional.empty();
        }
        return start(select, text, session).map(at -> new Edit(at, at, " GROUP BY " + String.join(", ", columns)));
    }

    private static Optional<Integer> start(JsonNode select, String text, CheckSession session) {
        JsonNode first = select.path("sortClause").path(0).path("SortBy").path("node");
        JsonNode after = first.isMissingNode() ? select.path("limitCount") : first;
        if (select.has("havingClause") || (select.has("limitOffset") && after.isMissingNode())) {
            return Optional.empty();
        }
        if (after.isMissingNode() || after.isEmpty()) {
            Matcher end = END.matcher(text);
            return end.find() ? Optional.of(end.start()) : Optional.empty();
        }
        return leftmost(after)
                .flatMap(location -> session.place(location, 0))
                .map(place -> BEFORE.matcher(text.substring(0, place.start())))
                .filter(Matcher::find)
                .map(Matcher::start);
    }

    private static Optional<Integer> leftmost(JsonNode node) {
        return node.findValues("location").stream().map(JsonNode::asInt).min(Integer::compare);
    }
}
