package dev.schemaregistry.connector.mongodb;

import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.json.JsonReader;

/** Reads the text of a command with the driver's own reader of JSON, Extended JSON and the shell's form. */
final class CommandText {
    private static final int MOST_CHARACTERS = 256 * 1024;

    /** A server nests no deeper than 180. */
    private static final int DEEPEST = 150;

    private static final BsonDocumentCodec DOCUMENTS = new BsonDocumentCodec();

    private CommandText() {}

    /** @throws RefusedCommand when the text is not exactly one document that is not empty */
    static BsonDocument read(String text) throws RefusedCommand {
        if (text.length() > MOST_CHARACTERS) {
            throw RefusedCommand.of(
                    "POLICY_LIMIT", "the text is longer than " + MOST_CHARACTERS + " characters, and is not tried");
        }
        try (JsonReader reader = new ShallowReader(withoutClosing(text))) {
            if (reader.readBsonType() != BsonType.DOCUMENT) {
                throw RefusedCommand.of("42601", "the text is no document; expected one command");
            }
            BsonDocument document =
                    DOCUMENTS.decode(reader, DecoderContext.builder().build());
            if (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                throw RefusedCommand.of("POLICY_MULTIPLE_STATEMENTS", "the text holds more than one document");
            }
            if (document.isEmpty()) {
                throw RefusedCommand.of("42601", "an empty document is no command");
            }
            return document;
        } catch (RuntimeException unreadable) {
            throw RefusedCommand.of(
                    "42601",
                    "the text is no query document: " + MongoFailures.oneLine(String.valueOf(unreadable.getMessage())));
        }
    }

    private static String withoutClosing(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ';' || Character.isWhitespace(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Stops before the depth of a text becomes that of the stack. */
    private static final class ShallowReader extends JsonReader {
        private int depth;

        ShallowReader(String text) {
            super(text);
        }

        @Override
        public void readStartDocument() {
            enter();
            super.readStartDocument();
        }

        @Override
        public void readEndDocument() {
            depth--;
            super.readEndDocument();
        }

        @Override
        public void readStartArray() {
            enter();
            super.readStartArray();
        }

        @Override
        public void readEndArray() {
            depth--;
            super.readEndArray();
        }

        private void enter() {
            depth++;
            if (depth > DEEPEST) {
                throw new IllegalArgumentException("it nests deeper than " + DEEPEST + " levels");
            }
        }
    }
}
