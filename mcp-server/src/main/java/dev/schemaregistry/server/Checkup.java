package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.view.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks at every part of the set-up; what is broken becomes a diagnosis, never an exception. Makes nothing. */
public final class Checkup {
    private static final long LITTLE_SPACE = 200L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Services services;

    public Checkup(Services services) {
        this.services = requireNonNull(services, "services");
    }

    /** Everything, in the order in which it should be repaired. */
    public List<Diagnosis> run(boolean askSources) {
        List<Diagnosis> found = new ArrayList<>();
        found.add(java());
        found.add(guarded("configuration", "correct the file", this::configuration));
        found.add(guarded("connectors", "check the installation", this::connectors));
        Diagnosis registry = guarded("registry", "restore a backup, or choose another with --registry", this::registry);
        found.add(registry);
        found.add(disk());
        if (registry.state() == Diagnosis.State.OK) {
            found.add(guarded("index", "delete its folder: it is made again", this::index));
            fields().ifPresent(found::add);
            services.registry().listDataSources().forEach(source -> found.add(source(source, askSources)));
        }
        return List.copyOf(found);
    }

    private static Diagnosis java() {
        int feature = Runtime.version().feature();
        String text = "Java " + Runtime.version();
        return feature >= 17
                ? Diagnosis.ok("java", text)
                : Diagnosis.problem("java", text + " is too old", "install Java 17 or newer");
    }

    private Diagnosis configuration() {
        Path file = services.places().configuration();
        if (!Files.exists(file) && !services.places().configurationIsNamed()) {
            return Diagnosis.ok("configuration", "no file at " + file + ", which is fine");
        }
        List<ConfiguredSource> sources = services.configuration().sources();
        services.checkConfiguration();
        return Diagnosis.ok(
                "configuration", file + " names " + Counted.of(sources.size(), "source") + choices(sources));
    }

    private String choices(List<ConfiguredSource> sources) {
        return sources.stream()
                .flatMap(source -> source.address().choice(services.container()).stream()
                        .map(choice -> "; for \"" + source.id() + "\", " + choice))
                .collect(Collectors.joining());
    }

    private Diagnosis connectors() {
        List<String> types = services.connectors().types();
        return types.isEmpty()
                ? Diagnosis.problem("connectors", "none is installed", "check the installation")
                : Diagnosis.ok("connectors", String.join(", ", types));
    }

    private Diagnosis registry() {
        RegistryAddress address = services.address();
        if (address.file().filter(file -> !Files.exists(file)).isPresent()) {
            return Diagnosis.note(
                    "registry",
                    "there is none at " + address.shown() + " yet",
                    "make it with \"schema-registry init\"");
        }
        int sources = services.registry().listDataSources().size();
        long events = services.registry().lastSequence();
        return Diagnosis.ok(
                "registry", address.shown() + " opens: " + Counted.of(sources, "source") + ", event " + events);
    }

    private Diagnosis index() {
        SchemaIndex index = services.index();
        long behind = services.registry().lastSequence() - index.revision();
        String text = index.location() + ", " + (index.sizeInBytes() >> 10) + " KiB, "
                + (behind == 0 ? "up to date" : behind + " events behind");
        return Diagnosis.ok("index", text);
    }

    /** Nothing to say where no column policy is. */
    private Optional<Diagnosis> fields() {
        int patterns = services.registry().policy().patterns().size();
        if (patterns == 0) {
            return Optional.empty();
        }
        List<String> unused = services.registry().listUnusedPatterns();
        return Optional.of(
                unused.isEmpty()
                        ? Diagnosis.ok("fields", Counted.of(patterns, "pattern") + " of withheld fields, all in use")
                        : Diagnosis.note(
                                "fields",
                                "no field fits " + String.join(", ", unused) + ", so nothing is withheld by that",
                                "check the spelling in the configuration, or introspect the source"));
    }

    private Diagnosis disk() {
        Path folder = services.address().indexFolder().toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String text = (free >> 20) + " MiB free at " + folder;
            return free >= LITTLE_SPACE
                    ? Diagnosis.ok("disk", text)
                    : Diagnosis.problem("disk", text, "make room: a full disk stops all writing");
        } catch (IOException unknown) {
            return Diagnosis.note("disk", "free space at " + folder + " can't be told", "check it by hand");
        }
    }

    private Diagnosis source(DataSource source, boolean ask) {
        String subject = "source " + source.id();
        if (ask) {
            return guarded(subject, "check its address, network and credentials", () -> {
                services.holdConfiguredSecrets();
                Duration took = new SourceProbe(services.connectors()).ask(source, PATIENCE);
                return Diagnosis.ok(subject, "answers in " + took.toMillis() + " ms");
            });
        }
        SourceHealth health = source.health();
        return switch (health.status()) {
            case OK -> Diagnosis.ok(subject, "was read without trouble");
            case NEVER_SEEN ->
                Diagnosis.note(
                        subject, "was never read", "read it with \"schema-registry introspect " + source.id() + "\"");
            case PARTIAL -> Diagnosis.note(subject, "could be read in part: " + health.detail(), "see its permissions");
            case UNREACHABLE ->
                Diagnosis.problem(
                        subject, health.detail(), "try it with \"schema-registry sources test " + source.id() + "\"");
        };
    }

    private static Diagnosis guarded(String subject, String advice, Supplier<Diagnosis> check) {
        try {
            return check.get();
        } catch (RegistryException known) {
            return Diagnosis.problem(subject, known.getMessage(), advice);
        }
    }
}
