package dev.schemaregistry.classify.index;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.summary.FieldPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** A table in a few sentences, as an embedding model gets it: names split into words, comments, no values. Thread-safe. */
final class MeaningText implements AutoCloseable {
    private static final int MAX_CHARACTERS = 1_500;
    private static final int MAX_COMMENT = 200;
    private static final int MAX_FIELDS = 60;
    private static final int MAX_FIELD_COMMENTS = 8;

    private final Analyzer splitter = new WordSplitter();

    /** At most {@code MAX_CHARACTERS}, the most telling first. */
    String of(DataSource source, TableVersion version) {
        Table table = version.table();
        List<Field> fields = FieldPaths.all(table);
        List<String> sentences = new ArrayList<>();
        sentences.add(words(table.name().name())
                + table.comment().map(MeaningText::prose).orElse(""));
        sentences.add("part of " + words(source.id().value())
                + source.description().map(MeaningText::prose).orElse(""));
        sentences.add(fields.stream()
                .limit(MAX_FIELDS)
                .map(field -> words(field.name()))
                .collect(Collectors.joining(", ")));
        fields.stream()
                .filter(field -> field.comment().isPresent())
                .limit(MAX_FIELD_COMMENTS)
                .forEach(field -> sentences.add(
                        words(field.name()) + prose(field.comment().orElse(""))));
        return cut(String.join(". ", sentences), MAX_CHARACTERS);
    }

    private static String prose(String comment) {
        String line = comment.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "" : ": " + cut(line, MAX_COMMENT);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private String words(String name) {
        List<String> words = new ArrayList<>();
        try (TokenStream stream = splitter.tokenStream("", name)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                words.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("splitting a name in memory failed", e);
        }
        return words.isEmpty() ? name : String.join(" ", words);
    }

    /** What changes exactly when the text does. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public void close() {
        splitter.close();
    }
}
