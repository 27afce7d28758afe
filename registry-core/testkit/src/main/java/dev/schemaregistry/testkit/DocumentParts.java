package dev.schemaregistry.testkit;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** Parts of a command or answer that are known to be there. */
final class DocumentParts {
    private DocumentParts() {}

    static Document document(Document from, String key) {
        return (Document) requireNonNull(from.get(key), key);
    }

    static List<?> list(Document from, String key) {
        return (List<?>) requireNonNull(from.get(key), key);
    }

    static String text(Document from, String key) {
        return String.valueOf(from.get(key));
    }
}
