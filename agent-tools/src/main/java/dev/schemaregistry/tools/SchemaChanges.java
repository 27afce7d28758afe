package dev.schemaregistry.tools;

import static dev.schemaregistry.event.RegistryEvent.FeedbackChanged;
import static dev.schemaregistry.event.RegistryEvent.OntologyChanged;
import static dev.schemaregistry.event.RegistryEvent.SourceChanged;
import static dev.schemaregistry.event.RegistryEvent.TableChanged;
import static dev.schemaregistry.event.RegistryEvent.ValuesProfiled;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The event log, and the difference between two versions of a table. */
final class SchemaChanges implements Operation.Drafted {
    private static final String SINCE = "since";
    private static final String FROM_VERSION = "from_version";
    private static final String POSITION = "position";
    private static final int MOST = 200;
    private static final int WINDOWS = 20;

    private static final AgentTool TOOL = new AgentTool(
            ToolTexts.SCHEMA_CHANGES,
            ToolTexts.SCHEMA_CHANGES_TITLE,
            ToolTexts.SCHEMA_CHANGES_TEXT,
            Shapes.arguments()
                    .plain("string", Arguments.SOURCE)
                    .text(Arguments.TABLE, ToolTexts.TABLE_ARGUMENT)
                    .text(FROM_VERSION, ToolTexts.FROM_VERSION_ARGUMENT)
                    .count(SINCE, ToolTexts.SINCE_ARGUMENT)
                    .build(),
            Shapes.answer("changes")
                    .plain("integer", POSITION)
                    .plain("string", "table", "from", "to", "bump")
                    .build(),
            ToolHints.REGISTRY_READ);

    private final Reads reads;

    SchemaChanges(Reads reads) {
        this.reads = reads;
    }

    @Override
    public AgentTool tool() {
        return TOOL;
    }

    @Override
    public int defaultTokens() {
        return 1_500;
    }

    @Override
    public Draft answer(Arguments arguments) {
        Optional<SemanticVersion> from = arguments.findVersion(FROM_VERSION);
        if (from.isPresent()) {
            return difference(arguments, from.get());
        }
        Optional<DataSource> source = arguments.findSource().map(reads.registry()::getDataSource);
        Optional<TableRef> table = arguments
                .findText(Arguments.TABLE)
                .map(text ->
                        subject(source.orElseThrow(() -> Arguments.refused(Arguments.SOURCE, "is missing")), text));
        return log(source.map(DataSource::id), table, arguments.count(SINCE));
    }

    /** Also a table that is gone has a history, by its exact name. */
    private TableRef subject(DataSource source, String text) {
        try {
            return reads.table(source, text).ref();
        } catch (dev.schemaregistry.error.NotFoundException unknown) {
            return formerTable(source, text).orElseThrow(() -> unknown);
        }
    }

    private Optional<TableRef> formerTable(DataSource source, String text) {
        try {
            TableRef ref = TableRef.of(source.id().value(), text);
            reads.registry().listVersions(ref);
            return Optional.of(ref);
        } catch (IllegalArgumentException | dev.schemaregistry.error.NotFoundException none) {
            return Optional.empty();
        }
    }

    private Draft difference(Arguments arguments, SemanticVersion from) {
        DataSource source = reads.registry().getDataSource(arguments.source());
        TableVersion current = reads.table(source, arguments.text(Arguments.TABLE));
        List<SchemaChange> changes = reads.registry().diff(current.ref(), from, current.version());
        String bump = reads.registry().weigh(changes).name();
        String name = PlainText.line(current.ref().text(), 200);
        Draft draft = reads.draft("changes")
                .head("table", name)
                .head("from", from.toString())
                .head("to", current.version().toString())
                .head("bump", bump)
                .headLine(name + ' ' + from + " to " + current.version() + ": "
                        + (changes.isEmpty() ? "no difference" : bump))
                .about(source.id());
        for (SchemaChange change : changes) {
            String words = change.accept(ChangeText.WORDS);
            draft.add(Part.entry("changes", "- " + words, words));
        }
        return draft;
    }

    /** Newest first when nothing was seen yet; else in order from there on, so that a cut can be continued. */
    private Draft log(Optional<SourceId> source, Optional<TableRef> table, OptionalLong since) {
        long last = reads.registry().lastSequence();
        Predicate<RegistryEvent> wanted = event -> concerns(event, source, table);
        List<RegistryEvent> events = since.isPresent() ? after(since.getAsLong(), wanted) : newest(last, wanted);
        Draft draft = reads.draft("changes").head(POSITION, last).headLine("the log is at position " + last);
        source.ifPresent(draft::about);
        if (events.isEmpty()) {
            draft.headLine("no change" + (since.isPresent() ? " since " + since.getAsLong() : ""));
        }
        if (since.isPresent()) {
            draft.resume(shown -> Map.of(SINCE, events.get(shown - 1).sequence()));
        }
        if (since.isPresent() && events.size() == MOST) {
            draft.more();
        }
        events.stream().map(SchemaChanges::part).forEach(draft::add);
        return draft;
    }

    private List<RegistryEvent> after(long sequence, Predicate<RegistryEvent> wanted) {
        List<RegistryEvent> found = new ArrayList<>();
        long position = sequence;
        while (found.size() < MOST) {
            List<RegistryEvent> batch = reads.registry().changesSince(position, MOST);
            if (batch.isEmpty()) {
                return found;
            }
            batch.stream().filter(wanted).limit(MOST - found.size()).forEach(found::add);
            position = batch.get(batch.size() - 1).sequence();
        }
        return found;
    }

    private List<RegistryEvent> newest(long last, Predicate<RegistryEvent> wanted) {
        List<RegistryEvent> found = new ArrayList<>();
        long high = last;
        for (int window = 0; window < WINDOWS && high > 0 && found.size() < MOST; window++) {
            long low = Math.max(0, high - MOST);
            long top = high;
            List<RegistryEvent> batch = new ArrayList<>(reads.registry().changesSince(low, MOST));
            Collections.reverse(batch);
            batch.stream()
                    .filter(event -> event.sequence() <= top)
                    .filter(wanted)
                    .forEach(found::add);
            high = low;
        }
        return found.size() > MOST ? found.subList(0, MOST) : found;
    }

    private static boolean concerns(RegistryEvent event, Optional<SourceId> source, Optional<TableRef> table) {
        return event.accept(new RegistryEvent.Visitor<Boolean>() {
            @Override
            public Boolean tableChanged(TableChanged change) {
                return table.map(change.ref()::equals)
                        .orElse(source.map(change.ref().source()::equals).orElse(true));
            }

            @Override
            public Boolean sourceChanged(SourceChanged change) {
                return table.isEmpty() && source.map(change.source()::equals).orElse(true);
            }

            @Override
            public Boolean ontologyChanged(OntologyChanged change) {
                return table.isEmpty() && source.isEmpty();
            }

            /** No change of a schema. */
            @Override
            public Boolean valuesProfiled(ValuesProfiled change) {
                return false;
            }

            /** Says nothing of any schema. */
            @Override
            public Boolean feedbackChanged(FeedbackChanged change) {
                return false;
            }
        });
    }

    private static Part part(RegistryEvent event) {
        return event.accept(new RegistryEvent.Visitor<Part>() {
            @Override
            public Part tableChanged(TableChanged change) {
                return SchemaChanges.part(change);
            }

            @Override
            public Part sourceChanged(SourceChanged change) {
                String kind = change.kind().name().toLowerCase(java.util.Locale.ROOT);
                return SchemaChanges.part(change, "source " + change.source(), "", kind);
            }

            @Override
            public Part ontologyChanged(OntologyChanged change) {
                String entity = "entity " + PlainText.line(change.entity(), 100);
                return SchemaChanges.part(change, entity, "", change.removed() ? "removed" : "changed");
            }

            @Override
            public Part valuesProfiled(ValuesProfiled change) {
                return SchemaChanges.part(change, PlainText.line(change.ref().text(), 200), "", "values looked at");
            }

            @Override
            public Part feedbackChanged(FeedbackChanged change) {
                String said = change.removed() ? "forgotten" : "remembered";
                return SchemaChanges.part(change, "feedback " + change.id(), "", said);
            }
        });
    }

    private static Part part(TableChanged change) {
        List<String> words = change.changes().isEmpty()
                ? List.of("nothing that is shown")
                : change.changes().stream()
                        .limit(50)
                        .map(one -> one.accept(ChangeText.WORDS))
                        .toList();
        String more =
                change.changes().size() > 50 ? "; and " + (change.changes().size() - 50) + " more" : "";
        String subject = PlainText.line(change.ref().text(), 200);
        return part(change, subject, change.version() + " " + change.bump(), String.join("; ", words) + more)
                .of(change.ref().source());
    }

    private static Part part(RegistryEvent event, String subject, String version, String words) {
        String at = event.at().truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, Object> json = Part.json(
                "position", event.sequence(), "at", at, "subject", subject, "version", version, "what", words);
        String text = "- " + event.sequence() + ' ' + at + ' ' + subject + (version.isEmpty() ? "" : ' ' + version)
                + ": " + words;
        return Part.entry("changes", text, json);
    }
}
