package dev.schemaregistry.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.access.AuditLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Logs go to stderr only, from WARN on; found by Logback as a service. In code rather than XML, because reading XML costs a
 * tenth of a second at each start.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String PATTERN =
            "%d{HH:mm:ss.SSS} %-5level %logger{20}: %replace(%msg){'[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t]]','?'}%n%replace(%ex{full}){'[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t\\n]]','?'}";
    private static final int DAYS_KEPT = 365;
    /** Held, since the JDK forgets a logger, with its level, that nobody holds. */
    private static final java.util.logging.Logger GRPC = java.util.logging.Logger.getLogger("io.grpc");

    private static final String QUIET_PATTERN =
            "%-5level %logger{20}: %replace(%msg){'[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t]]','?'}%n%nopex";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        write(context, Level.WARN, started(context, QUIET_PATTERN));
        // What it complains of is a caller's mistake, or becomes an error of ours.
        context.getLogger("io.javalin").setLevel(Level.OFF);
        context.getLogger("io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider")
                .setLevel(Level.OFF);
        GRPC.setLevel(java.util.logging.Level.OFF);
        context.getLogger(AuditLog.LOG_NAME).setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** 0: warnings; 1: what is done; 2: in detail, with stack traces. */
    static void write(int verbosity, LogFormat format) {
        boolean asItIs = verbosity < 1 && format == LogFormat.TEXT;
        if (asItIs || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        boolean detailed = verbosity > 1;
        Level level = detailed ? Level.DEBUG : verbosity > 0 ? Level.INFO : Level.WARN;
        write(
                context,
                level,
                format == LogFormat.JSON
                        ? json(context, detailed)
                        : started(context, detailed ? PATTERN : QUIET_PATTERN));
        for (String others : List.of("org", "com", "io")) {
            // The detail of other people's code may hold addresses with credentials; ours may not.
            context.getLogger(others).setLevel(detailed ? Level.INFO : Level.WARN);
        }
    }

    /** Tells the log what ended a command. */
    static void failed(Throwable failure) {
        LoggerFactory.getLogger(Logging.class).debug("the command failed", failure);
    }

    /**
     * Writes what callers do to a file, a day each in one or several, for a year or five gigabytes.
     *
     * @throws InvalidRequestException when it can't be written
     */
    static void audit(Path file) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> days = new SizeAndTimeBasedRollingPolicy<>();
        days.setContext(context);
        days.setParent(appender);
        days.setFileNamePattern(file.toAbsolutePath() + ".%d{yyyy-MM-dd, UTC}.%i");
        days.setMaxHistory(DAYS_KEPT);
        days.setMaxFileSize(new FileSize(100 * FileSize.MB_COEFFICIENT));
        days.setTotalSizeCap(new FileSize(5 * FileSize.GB_COEFFICIENT));
        days.start();
        appender.setContext(context);
        appender.setFile(file.toAbsolutePath().toString());
        appender.setRollingPolicy(days);
        appender.setEncoder(started(context, "%msg%n"));
        appender.start();
        if (!appender.isStarted()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "access.audit: the file " + file
                            + " can't be written; name one in a folder that this user may write to");
        }
        ch.qos.logback.classic.Logger log = context.getLogger(AuditLog.LOG_NAME);
        log.detachAndStopAllAppenders();
        log.setAdditive(false);
        log.addAppender(appender);
        log.setLevel(Level.INFO);
    }

    private static PatternLayoutEncoder started(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    private static JsonEncoder json(LoggerContext context, boolean withTraces) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.setWithThrowable(withTraces);
        encoder.start();
        return encoder;
    }

    private static void write(LoggerContext context, Level level, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(level);
    }
}
