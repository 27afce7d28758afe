package dev.schemaregistry.server.cli;

import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Arguments that are nouns of the registry; what is wrong with one is said in the noun's own words. */
final class Converters {
    private Converters() {}

    static void addTo(CommandLine line) {
        line.registerConverter(SourceId.class, text -> said(text, SourceId::new));
        line.registerConverter(SemanticVersion.class, text -> said(text, SemanticVersion::parse));
        line.registerConverter(TableArgument.class, text -> said(text, TableArgument::parse));
    }

    private static <T> T said(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw new TypeConversionException(malformed.getMessage());
        }
    }
}
