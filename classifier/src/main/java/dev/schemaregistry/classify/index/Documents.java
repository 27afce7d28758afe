package dev.schemaregistry.classify.index;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.schemaregistry.classify.PostingField;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.summary.FieldPaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;

/** Turns sources and tables into documents, one each. */
final class Documents {
    private static final Set<String> NAMING = Set.of("name", "title");
    private static final FieldType POSTINGS = postingsType();

    private static final int LONGEST_KEPT = 60;
    private static final long MOST_KEPT = 20_000;

    private final Words words;
    private final Cache<String, Words.Element> taken =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    Documents(Words words) {
        this.words = words;
    }

    static Term key(SourceId source) {
        return new Term(IndexFormat.KEY, "s:" + source.value());
    }

    static Term key(TableRef ref) {
        return new Term(IndexFormat.KEY, "t:" + ref.text());
    }

    Document of(DataSource source) throws IOException {
        Document document = start(key(source.id()));
        document.add(new BinaryDocValuesField(IndexFormat.HEAD, Head.ofSource(source.id())));
        ElementTokens name = new ElementTokens();
        name.add(0, words.element(source.id().value()));
        add(document, PostingField.NAME, name);
        CommentTokens comments = new CommentTokens(words);
        source.description().ifPresent(description -> comments.add(0, description));
        comments.addTo(document);
        return document;
    }

    Document of(TableVersion version, List<OntologyEntity> entities, List<FieldValues> values) throws IOException {
        Table table = version.table();
        List<Field> fields = FieldPaths.all(table);
        List<Words.Element> names =
                fields.stream().map(field -> element(field.name())).toList();
        Document document = start(key(version.ref()));
        document.add(new StringField(IndexFormat.OWNER, version.ref().source().value(), Store.NO));
        document.add(new BinaryDocValuesField(IndexFormat.HEAD, Head.ofTable(version, fields.size(), isNaming(names))));
        addNames(document, table, fields, names);
        addComments(document, table, fields);
        addKeys(document, table);
        addEntities(document, entities);
        addValues(document, fields, values);
        return document;
    }

    /** Whether some field holds what the rows are called, such as {@code full_name} or {@code title}. */
    private static boolean isNaming(List<Words.Element> names) {
        return names.stream().flatMap(name -> name.terms().stream()).anyMatch(term -> NAMING.contains(term.term()));
    }

    private static Document start(Term key) {
        Document document = new Document();
        document.add(new StringField(key.field(), key.text(), Store.NO));
        return document;
    }

    /** The same names come again and again; taking one apart costs more than all that is done with it later. */
    private Words.Element element(String name) {
        return name.length() > LONGEST_KEPT ? words.element(name) : requireNonNull(taken.get(name, words::element));
    }

    private void addNames(Document document, Table table, List<Field> fields, List<Words.Element> fieldNames) {
        ElementTokens names = new ElementTokens();
        names.add(0, words.element(table.name().name()));
        for (int i = 0; i < fields.size(); i++) {
            names.add(i + 1, fieldNames.get(i));
            document.add(new StoredField(IndexFormat.FIELD_NAMES, fields.get(i).name()));
        }
        add(document, PostingField.NAME, names);
    }

    private void addComments(Document document, Table table, List<Field> fields) {
        CommentTokens comments = new CommentTokens(words);
        table.comment().ifPresent(comment -> comments.add(0, comment));
        for (int i = 0; i < fields.size(); i++) {
            int element = i + 1;
            fields.get(i).comment().ifPresent(comment -> comments.add(element, comment));
        }
        comments.addTo(document);
    }

    private static void addKeys(Document document, Table table) {
        table.primaryKey().stream()
                .map(Key::fields)
                .filter(key -> key.size() == 1)
                .forEach(key -> document.add(new StoredField(IndexFormat.KEY_FIELDS, key.get(0))));
    }

    private void addEntities(Document document, List<OntologyEntity> entities) {
        ElementTokens tokens = new ElementTokens();
        int element = 0;
        for (OntologyEntity entity : entities) {
            document.add(new StringField(IndexFormat.ENTITY_NAME, entity.name(), Store.NO));
            document.add(new StoredField(IndexFormat.ENTITY_NAMES, entity.name()));
            tokens.add(element++, words.element(entity.name()));
            for (String synonym : entity.synonyms()) {
                document.add(new StoredField(IndexFormat.ENTITY_NAMES, entity.name()));
                tokens.add(element++, words.element(synonym));
            }
        }
        add(document, PostingField.ENTITY, tokens);
    }

    private void addValues(Document document, List<Field> fields, List<FieldValues> sampled) {
        ElementTokens tokens = new ElementTokens();
        int element = 0;
        for (int i = 0; i < fields.size(); i++) {
            List<String> known = new ArrayList<>(EnumLabels.of(fields.get(i).type()));
            String name = fields.get(i).name();
            sampled.stream()
                    .filter(values -> values.field().equalsIgnoreCase(name))
                    .forEach(values -> known.addAll(values.values()));
            for (String value : known) {
                document.add(new StoredField(IndexFormat.VALUE_FIELDS, String.valueOf(i + 1)));
                tokens.add(element++, words.element(value));
            }
        }
        add(document, PostingField.VALUE, tokens);
    }

    static void add(Document document, PostingField field, ElementTokens tokens) {
        if (!tokens.isEmpty()) {
            document.add(new org.apache.lucene.document.Field(IndexFormat.postings(field), tokens, POSTINGS));
        }
    }

    private static FieldType postingsType() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }
}
