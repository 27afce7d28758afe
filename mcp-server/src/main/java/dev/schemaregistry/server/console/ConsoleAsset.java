package dev.schemaregistry.server.console;

import static java.util.Objects.requireNonNull;

/**
 * One file of the console.
 *
 * @param type what a browser is told it is
 * @param tag changes with the text: an entity tag (RFC 9110), weak, since it stands for every encoding of it
 */
public record ConsoleAsset(String type, String text, String tag) {
    public ConsoleAsset {
        requireNonNull(type, "type");
        requireNonNull(text, "text");
        requireNonNull(tag, "tag");
    }
}
