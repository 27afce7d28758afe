package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.DecoderContext;
import org.bson.json.JsonReader;

/**
 * Reads a query with the driver's own reader of JSON, Extended JSON and the shell's form. What the library lets pass and a
 * server could take for something else is refused: a name twice in one document, and a second document.
 */
final class QueryReader {
    /** A server nests no deeper than 180. */
    private static final int DEEPEST = 150;

    /** Reading a number takes time by the square of its length. */
    private static final int MOST_DIGITS = 1_000;

    private static final BsonValueCodec VALUES = new BsonValueCodec();
    private static final DecoderContext DECODING = DecoderContext.builder().build();

    private final JsonReader reader;
    private final List<String> marks = new ArrayList<>();

    private QueryReader(String text) {
        this.reader = new JsonReader(text);
    }

    /**
     * A query as read.
     *
     * @param marks its names and texts in the order of the text
     */
    record Read(Node.Doc document, List<String> marks) {}

    /** @throws Unreadable when the text is not exactly one document */
    static Read read(String text) {
        String query = withoutClosing(text);
        if (query.isBlank()) {
            throw new Unreadable(
                    Rule.POLICY_MULTIPLE_STATEMENTS, "the text holds no query; expected exactly one document");
        }
        requireShortNumbers(query);
        try {
            return new QueryReader(query).document();
        } catch (Unreadable refused) {
            throw refused;
        } catch (RuntimeException notJson) {
            throw new Unreadable(Rule.SYNTAX_ERROR, "the text is no query document: " + reason(notJson) + hint(query));
        }
    }

    private static void requireShortNumbers(String text) {
        int digits = 0;
        for (int at = 0; at < text.length(); at++) {
            digits = Character.isDigit(text.charAt(at)) ? digits + 1 : 0;
            if (digits > MOST_DIGITS) {
                throw new Unreadable(
                        Rule.POLICY_LIMIT, "the query holds more than " + MOST_DIGITS + " digits in a row");
            }
        }
    }

    private static String withoutClosing(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ';' || Character.isWhitespace(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String reason(RuntimeException notJson) {
        String message = notJson.getMessage();
        return message == null ? notJson.getClass().getSimpleName() : message;
    }

    private static String hint(String query) {
        return query.stripLeading().startsWith("db.")
                ? "; write the command as a document, such as {find: \"collection\", filter: {…}}"
                : "";
    }

    private Read document() {
        BsonType type = reader.readBsonType();
        if (type != BsonType.DOCUMENT) {
            throw new Unreadable(
                    Rule.SYNTAX_ERROR,
                    "the query is " + (type == BsonType.ARRAY ? "an array" : "no document")
                            + "; expected a command such as {aggregate: \"collection\", pipeline: [], cursor: {}}");
        }
        Node.Doc document = document(0);
        if (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            throw new Unreadable(
                    Rule.POLICY_MULTIPLE_STATEMENTS, "the text holds more than one document; send them one by one");
        }
        return new Read(document, List.copyOf(marks));
    }

    private Node.Doc document(int depth) {
        requireShallow(depth);
        List<Node.Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        reader.readStartDocument();
        for (BsonType type = reader.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = reader.readBsonType()) {
            String name = reader.readName();
            if (!names.add(name)) {
                throw new Unreadable(
                        Rule.SYNTAX_ERROR,
                        "the name \"" + name + "\" stands twice in one document; which of them counts depends on the"
                                + " reader");
            }
            int mark = mark(name);
            entries.add(new Node.Entry(name, value(type, depth + 1), mark));
        }
        reader.readEndDocument();
        return new Node.Doc(entries);
    }

    private Node.Items items(int depth) {
        requireShallow(depth);
        List<Node> nodes = new ArrayList<>();
        reader.readStartArray();
        for (BsonType type = reader.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = reader.readBsonType()) {
            nodes.add(value(type, depth + 1));
        }
        reader.readEndArray();
        return new Node.Items(nodes);
    }

    private Node value(BsonType type, int depth) {
        return switch (type) {
            case DOCUMENT -> document(depth);
            case ARRAY -> items(depth);
            case JAVASCRIPT, JAVASCRIPT_WITH_SCOPE ->
                throw new Unreadable(Rule.POLICY_FUNCTION, "the query holds JavaScript; a server would run it");
            case STRING -> {
                BsonString text = new BsonString(reader.readString());
                yield new Node.Value(text, mark(text.getValue()));
            }
            default -> new Node.Value(VALUES.decode(reader, DECODING), Node.UNMARKED);
        };
    }

    private int mark(String text) {
        marks.add(text);
        return marks.size() - 1;
    }

    private static void requireShallow(int depth) {
        if (depth > DEEPEST) {
            throw new Unreadable(Rule.POLICY_LIMIT, "the query nests deeper than " + DEEPEST + " levels");
        }
    }
}
