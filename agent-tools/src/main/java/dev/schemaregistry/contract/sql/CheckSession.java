package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.schemaregistry.contract.ContractReport.FieldUse;
import dev.schemaregistry.contract.Finding.Edit;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.Withheld;
import dev.schemaregistry.contract.sql.grammar.SourceText;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What all parts of one check share: the schema, the text, what was found and used. Confined to one thread. */
final class CheckSession {
    private static final int STEPS_BETWEEN_LOOKS = 0xff;

    private final SchemaContext schema;
    private final PostgresSchema names;
    private final SourceText text;
    private final String characters;
    private final FindingWriter findings;
    private final Set<TableName> tables = new TreeSet<>();
    private final Set<FieldUse> fields = new TreeSet<>();

    private final long deadline;
    private final ServerVersion versions;
    private Mentions mentions = Mentions.NONE;
    private JsonNode outermost = MissingNode.getInstance();
    private List<String> beside = List.of();
    private final Set<String> conditions = new TreeSet<>();
    private boolean undecided;
    private int steps;

    CheckSession(SchemaContext schema, PostgresSchema names, String text, FindingWriter findings, long deadline) {
        this.schema = schema;
        this.names = names;
        this.text = SourceText.of(text);
        this.characters = text;
        this.findings = findings;
        this.deadline = deadline;
        this.versions = new ServerVersion(schema.engine(), this);
    }

    /** What the source's server does not read yet. */
    ServerVersion versions() {
        return versions;
    }

    /** The text at a place. */
    String text(Place place) {
        return characters.substring(place.start(), place.end());
    }

    /** Ends the check when its time is up; called at every node. */
    void step() {
        steps++;
        boolean late = (steps & STEPS_BETWEEN_LOOKS) == 0 && System.nanoTime() > deadline;
        if (late) {
            throw new LimitReached("the query takes too long to check; simplify it");
        }
    }

    void setStatement(JsonNode statement) {
        outermost = Tree.body(statement);
        mentions = Mentions.of(statement);
    }

    /** Whether this is the body of the whole statement and of no query inside it. */
    @SuppressWarnings("ReferenceEquality") // an equal query may stand inside of it
    boolean isOutermost(JsonNode select) {
        return select == outermost;
    }

    /** The columns and qualifiers the query speaks of, rightly or not. */
    Mentions mentions() {
        return mentions;
    }

    SchemaContext schema() {
        return schema;
    }

    /** What was derived from the schema once. */
    PostgresSchema names() {
        return names;
    }

    FindingWriter findings() {
        return findings;
    }

    Set<TableName> tables() {
        return tables;
    }

    Set<FieldUse> fields() {
        return fields;
    }

    /** The names of the column on the other side of the operator that is looked at; empty for none. */
    List<String> beside() {
        return beside;
    }

    void setBeside(List<String> names) {
        beside = names;
    }

    void used(TableName table) {
        tables.add(table);
    }

    /** A field that the query names. */
    void used(Optional<FieldUse> field, int location) {
        field.ifPresent(use -> {
            fields.add(use);
            if (names.isWithheld(use)) {
                names.find(use.table())
                        .ifPresent(table ->
                                error(Rule.FIELD_WITHHELD, location, use.field(), Withheld.field(table, use.field())));
            }
        });
    }

    /** A field that the query takes with all others, without its name. */
    void usedWithAll(Optional<FieldUse> field, int location) {
        field.ifPresent(use -> {
            fields.add(use);
            if (names.isWithheld(use)) {
                names.find(use.table())
                        .ifPresent(table -> error(Rule.FIELD_WITHHELD, location, "", Withheld.all(table)));
            }
        });
    }

    /** A value that holds a whole row. */
    Expression usedWhole(Expression row) {
        row.type().fields().forEach(column -> usedWithAll(column.origin(), row.location()));
        return row;
    }

    /**
     * Something of that name is not in the catalog: an error, unless the catalog is only the nearest to the server's version, which
     * may have it.
     */
    void missing(Rule rule, Optional<Place> place, String path, String message, List<String> suggestions) {
        Optional<String> nearest = names.nearestVersion();
        if (nearest.isEmpty()) {
            error(rule, place, path, message, suggestions);
            return;
        }
        undecided = true;
        findings.note(Rule.CHECK_INCOMPLETE, Severity.WARNING, place, path, message + nearest.get());
    }

    /** The same, with the edit that is most likely to help. */
    void missing(Rule rule, Optional<Place> place, String path, String message, Optional<Edit> fix) {
        if (fix.isEmpty() || names.nearestVersion().isPresent()) {
            missing(rule, place, path, message, List.of());
            return;
        }
        findings.error(rule, place, path, message, fix.get());
    }

    /** Whether something was left undecided, so that the query can't be called a read of what is registered. */
    boolean isUndecided() {
        return undecided;
    }

    /** A value of a type is made, which holds it against the type's conditions. */
    void makes(SqlType type) {
        conditions.addAll(names.own().checks(type));
    }

    /** The conditions of domains that values were made of. */
    Set<String> conditions() {
        return conditions;
    }

    void error(Rule rule, int location, String path, String message) {
        findings.error(rule, place(location, 0), path, message, List.of());
    }

    void error(Rule rule, Optional<Place> place, String path, String message, List<String> suggestions) {
        findings.error(rule, place, path, message, suggestions);
    }

    /**
     * Where a part of a dotted name stands.
     *
     * @param location of the whole name, in bytes; negative when not known
     * @param part which part, from 0
     */
    Optional<Place> place(int location, int part) {
        if (location < 0) {
            return Optional.empty();
        }
        int start = text.charOffset(location);
        for (int skipped = 0; skipped < part; skipped++) {
            start = afterDot(endOfName(start));
        }
        return Optional.of(new Place(start, endOfName(start)));
    }

    /** Where a dotted name ends. */
    Optional<Integer> endOfReference(int location) {
        return place(location, 0).map(first -> {
            int end = first.end();
            for (int next = afterDot(end); next > end; next = afterDot(end)) {
                end = endOfName(next);
            }
            return end;
        });
    }

    /** The text of the query. */
    String characters() {
        return characters;
    }

    /** Whether the name there stands in double quotes. */
    boolean isQuoted(int location) {
        return place(location, 0)
                .filter(place -> place.start() < characters.length() && characters.charAt(place.start()) == '"')
                .isPresent();
    }

    private int endOfName(int start) {
        int at = start;
        if (at < characters.length() && characters.charAt(at) == '"') {
            at++;
            while (at < characters.length() && characters.charAt(at) != '"') {
                at++;
            }
            return Math.min(at + 1, characters.length());
        }
        while (at < characters.length() && isNamePart(characters.charAt(at))) {
            at++;
        }
        return at;
    }

    private int afterDot(int end) {
        int at = end;
        while (at < characters.length() && Character.isWhitespace(characters.charAt(at))) {
            at++;
        }
        if (at >= characters.length() || characters.charAt(at) != '.') {
            return end;
        }
        at++;
        while (at < characters.length() && Character.isWhitespace(characters.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }

    /** A limit of the check was reached: the query is refused for that. */
    static final class LimitReached extends RuntimeException {
        LimitReached(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
