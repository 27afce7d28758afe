package dev.schemaregistry.tools;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Arguments that already conform to the tool's schema; null stood for absent and is gone. */
record Arguments(Map<String, Object> values) {
    static final String SOURCE = "source";
    static final String SOURCES = "sources";
    static final String TABLE = "table";
    static final String MAX_TOKENS = "max_tokens";
    static final String CURSOR = "cursor";

    String text(String name) {
        return findText(name).orElseThrow(() -> refused(name, "is missing"));
    }

    Optional<String> findText(String name) {
        return Optional.ofNullable(values.get(name)).map(Object::toString).filter(text -> !text.isEmpty());
    }

    OptionalInt integer(String name) {
        return values.get(name) instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }

    OptionalLong count(String name) {
        return values.get(name) instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    SourceId source() {
        return source(SOURCE, text(SOURCE));
    }

    Optional<SourceId> findSource() {
        return findText(SOURCE).map(text -> source(SOURCE, text));
    }

    List<SourceId> sources() {
        return texts(SOURCES).stream().map(text -> source(SOURCES, text)).toList();
    }

    Optional<SemanticVersion> findVersion(String name) {
        return findText(name).map(text -> {
            try {
                return SemanticVersion.parse(text);
            } catch (IllegalArgumentException malformed) {
                throw refused(name, "is not a version of the form 1.2.3: " + PlainText.quoted(text));
            }
        });
    }

    int maxTokens(int otherwise) {
        return integer(MAX_TOKENS).orElse(otherwise);
    }

    /** Where the page starts, counted from 0. */
    int offset() {
        Optional<String> cursor = findText(CURSOR);
        try {
            int offset = Integer.parseInt(cursor.orElse("0"));
            if (offset >= 0) {
                return offset;
            }
        } catch (NumberFormatException malformed) {
            // said below, as for a negative one
        }
        throw refused(
                CURSOR,
                "is not a cursor that this tool gave: " + PlainText.quoted(cursor.orElse(""))
                        + "; leave it out to start from the beginning");
    }

    private static SourceId source(String name, String text) {
        if (SourceId.isValid(text)) {
            return new SourceId(text);
        }
        throw refused(name, "is no source id: " + PlainText.quoted(text) + "; call list_sources for the ids");
    }

    static InvalidRequestException refused(String name, String reason) {
        return new InvalidRequestException(ErrorCode.INVALID_ARGUMENT, "argument \"" + name + "\" " + reason);
    }
}
