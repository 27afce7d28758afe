package dev.schemaregistry.watch;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything a watcher said, a word a line. Thread-safe. */
final class HeardChanges implements WatchListener {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<IntrospectionResult> changes = new CopyOnWriteArrayList<>();
    final List<Watching> modes = new CopyOnWriteArrayList<>();

    @Override
    public void watching(Watching watching) {
        modes.add(watching);
        lines.add(watching.source() + (watching.isPush() ? " push" : " clock"));
    }

    @Override
    public void changed(IntrospectionResult result) {
        changes.add(result);
        lines.add(result.source() + " changed");
    }

    @Override
    public void failing(SourceId source, RegistryException why) {
        lines.add(source + " failing");
    }

    @Override
    public void partial(SourceId source, String why) {
        lines.add(source + " partial");
    }

    @Override
    public void recovered(SourceId source) {
        lines.add(source + " recovered");
    }

    @Override
    public void forgotten(SourceId source) {
        lines.add(source + " forgotten");
    }

    long count(String line) {
        return lines.stream().filter(line::equals).count();
    }

    boolean heard(String line) {
        return lines.contains(line);
    }
}
