package dev.schemaregistry.server.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What a line of the protocol is, by its top-level keys (JSON-RPC 2.0). */
enum MessageKind {
    REQUEST,
    NOTIFICATION,
    ANSWER,
    /** Not a JSON object. */
    MALFORMED;

    private static final JsonFactory JSON = new JsonFactory();

    static MessageKind of(byte[] line, int length) {
        boolean id = false;
        boolean method = false;
        try (JsonParser parser = JSON.createParser(line, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return MALFORMED;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                id |= parser.currentName().equals("id");
                method |= parser.currentName().equals("method");
                parser.nextToken();
                parser.skipChildren();
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                return MALFORMED;
            }
        } catch (IOException malformed) {
            return MALFORMED;
        }
        if (method) {
            return id ? REQUEST : NOTIFICATION;
        }
        return id ? ANSWER : MALFORMED;
    }
}
