package dev.schemaregistry.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All sources. */
@Command(name = "list", description = "Lists the sources with their type, size, version, health and age.")
final class SourcesListCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    PageOptions paging = new PageOptions();

    SourcesListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SourceList.show(session, paging);
        return 0;
    }
}
