package dev.schemaregistry.contract.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonPart.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads exactly one JSON document; a name that occurs twice in one object is no JSON here. Confined to one thread. */
public final class JsonText {
    /** As deep as the common JSON readers of servers go. */
    static final int MOST_LEVELS = 128;

    private static final int LONGEST_NUMBER = 400;
    private static final int NAME_IN_PATH = 60;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String text;
    private final JsonParser parser;

    private JsonText(String text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    /** The document; empty when there is a finding instead. */
    public static Optional<JsonPart> read(String text, JsonFindings findings) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonText(text, parser).document(findings);
        } catch (StreamConstraintsException tooMuch) {
            findings.error(
                    Rule.POLICY_LIMIT,
                    "the document is nested deeper than " + MOST_LEVELS + " levels, or holds a number of more than "
                            + LONGEST_NUMBER + " digits");
        } catch (JsonProcessingException malformed) {
            findings.error(
                    Rule.SYNTAX_ERROR,
                    place(text, malformed),
                    "",
                    "the query is no JSON document: " + firstLine(malformed.getOriginalMessage()));
        } catch (IOException impossible) {
            findings.error(Rule.SYNTAX_ERROR, "the query is no JSON document");
        }
        return Optional.empty();
    }

    private Optional<JsonPart> document(JsonFindings findings) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            findings.error(Rule.SYNTAX_ERROR, "the query is empty; expected one JSON document");
            return Optional.empty();
        }
        JsonPart document = value("", Optional.empty());
        if (parser.nextToken() != null) {
            int at = start();
            findings.error(
                    Rule.POLICY_MULTIPLE_STATEMENTS,
                    Optional.of(new Span(at, Math.min(text.length(), at + 1))),
                    "",
                    "the text holds more than one JSON document; send them one by one");
            return Optional.empty();
        }
        return Optional.of(document);
    }

    private JsonPart value(String path, Optional<Span> name) throws IOException {
        int start = start();
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path, name, start);
            case START_ARRAY -> array(path, name, start);
            case VALUE_STRING -> scalar(path, name, Kind.STRING, new Span(start, endOfString(start)));
            case VALUE_NUMBER_INT -> number(path, name, Kind.INTEGER, start);
            case VALUE_NUMBER_FLOAT -> number(path, name, Kind.FRACTION, start);
            case VALUE_TRUE, VALUE_FALSE -> number(path, name, Kind.BOOLEAN, start);
            default -> number(path, name, Kind.NULL, start);
        };
    }

    private JsonPart number(String path, Optional<Span> name, Kind kind, int start) throws IOException {
        return scalar(path, name, kind, new Span(start, start + parser.getText().length()));
    }

    private JsonPart scalar(String path, Optional<Span> name, Kind kind, Span place) throws IOException {
        return new JsonPart(path, kind, parser.getText(), place, name, List.of(), Map.of());
    }

    private JsonPart array(String path, Optional<Span> name, int start) throws IOException {
        List<JsonPart> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(path + '[' + items.size() + ']', Optional.empty()));
        }
        return new JsonPart(path, Kind.ARRAY, "", new Span(start, start() + 1), name, items, Map.of());
    }

    private JsonPart object(String path, Optional<Span> name, int start) throws IOException {
        Map<String, JsonPart> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            int at = start();
            parser.nextToken();
            members.put(member, value(below(path, member), Optional.of(new Span(at, endOfString(at)))));
        }
        return new JsonPart(path, Kind.OBJECT, "", new Span(start, start() + 1), name, List.of(), members);
    }

    private static String below(String path, String member) {
        String shown = member.length() <= NAME_IN_PATH ? member : member.substring(0, NAME_IN_PATH);
        return path.isEmpty() ? shown : path + '.' + shown;
    }

    private int start() {
        return (int) Math.max(0, parser.currentTokenLocation().getCharOffset());
    }

    private int endOfString(int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), at + 1);
    }

    private static Optional<Span> place(String text, JsonProcessingException malformed) {
        return Optional.ofNullable(malformed.getLocation())
                .map(location -> (int) Math.max(0, Math.min(text.length(), location.getCharOffset())))
                .map(at -> new Span(at, at));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("it can't be read");
    }
}
