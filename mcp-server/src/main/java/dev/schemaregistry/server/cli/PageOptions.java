package dev.schemaregistry.server.cli;

import dev.schemaregistry.server.view.Slice;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a long list is shown. */
final class PageOptions {
    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "100",
            description = "Show at most this many (default: ${DEFAULT-VALUE}).")
    int limit = 100;

    @Option(names = "--after", paramLabel = "<name>", description = "Go on after this one.")
    @Nullable
    String after;

    /** The part that was asked for, of a list sorted by name. */
    <T> Slice<T> cut(List<T> all, Function<T, String> name) {
        return Slice.of(all, name, Optional.ofNullable(after), limit);
    }

    /** How to go on, if there is more. */
    static void tell(Slice<?> slice, Page page) {
        slice.next()
                .ifPresent(next ->
                        page.line(Span.dim("… " + slice.total() + " in all; go on with --after '" + next + "'")));
    }
}
