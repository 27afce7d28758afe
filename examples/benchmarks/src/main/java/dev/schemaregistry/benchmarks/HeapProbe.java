package dev.schemaregistry.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.schemaregistry.watch.IntrospectionResult.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * A process of its own that reads one database into a new registry with a small heap, and says the most that a collection left over
 * meanwhile, in bytes: an upper bound of what was needed at once.
 */
final class HeapProbe {
    private static final String HEAP = "-Xmx256m";

    private HeapProbe() {}

    public static void main(String[] arguments) {
        AtomicLong most = new AtomicLong();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) ->
                                    most.accumulateAndGet(left((CompositeData) notification.getUserData()), Math::max),
                            null,
                            null);
        }
        try (PostgresReading reading = PostgresReading.into(Path.of(arguments[1]), arguments[0])) {
            reading.read(Outcome.CHANGED);
        }
        System.out.println(most.get());
        System.exit(0);
    }

    private static long left(CompositeData data) {
        return GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> pool.getKey().matches(".*(Eden|Survivor|Old|Tenured).*"))
                .map(java.util.Map.Entry::getValue)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    /** Megabytes. */
    static double measure(String uri, Path registry) {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                HEAP,
                "-Xmn4m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HeapProbe.class.getName(),
                uri,
                registry.toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the reading with " + HEAP + " failed: " + output);
            }
            return Long.parseLong(output.lines().reduce((first, last) -> last).orElseThrow()) / (1024.0 * 1024);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
