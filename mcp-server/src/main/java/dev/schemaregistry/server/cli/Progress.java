package dev.schemaregistry.server.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on stderr while something takes long; nothing where nobody looks. Confined to one thread. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 78;

    private final @Nullable ProgressBar bar;
    private final PrintWriter err;

    private Progress(@Nullable ProgressBar bar, PrintWriter err) {
        this.bar = bar;
        this.err = err;
    }

    static Progress of(Session session, String what, long total) {
        PrintWriter err = session.surroundings().err();
        if (!session.canDraw()) {
            return new Progress(null, err);
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(total)
                .setUpdateIntervalMillis(100)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new DelegatingProgressBarConsumer(line -> draw(err, line), WIDTH))
                .build();
        return new Progress(bar, err);
    }

    /** One more is done. */
    void step(String name) {
        if (bar != null) {
            bar.setExtraMessage(CleanText.line(name));
            bar.step();
        }
    }

    /** So many of so many are done. */
    void at(long done, long total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
        }
    }

    private static void draw(PrintWriter err, String line) {
        err.print('\r' + line);
        err.flush();
    }

    /** Wipes the bar. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            draw(err, " ".repeat(WIDTH) + '\r');
        }
    }
}
