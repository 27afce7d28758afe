package dev.schemaregistry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a project of its own, with a Java and a Maven that only say how they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
final class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "schema-registry").toAbsolutePath().normalize();
    private static final String ECHO_ARGUMENTS =
            "#!/bin/sh\nfor argument in \"$@\"; do printf '<%s>\\n' \"$argument\"; done\n";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path launcher;
    private Path jar;

    /** What a run left behind. */
    private record Run(int exit, String out, String err) {}

    @BeforeEach
    void layOutAProject() throws IOException {
        Path project = Files.createDirectory(folder.resolve("a project"));
        launcher = Files.copy(LAUNCHER, project.resolve("schema-registry"));
        jar = project.resolve("mcp-server/target/app/schema-registry.jar");
        javaOfVersion("17.0.15");
    }

    @Test
    void passesArgumentsOnUnchanged() throws Exception {
        built();
        Run run = run(launcher, "classify", "two words", "", "*");
        assertThat(run.out()).endsWith("<-jar>\n<" + jar + ">\n<classify>\n<two words>\n<>\n<*>\n");
        assertThat(run.exit()).isZero();
    }

    @Test
    void findsItsProjectThroughLinks() throws Exception {
        built();
        Path near = Files.createSymbolicLink(launcher.resolveSibling("near"), Path.of("schema-registry"));
        Path far = Files.createSymbolicLink(folder.resolve("far"), near);
        assertThat(run(far, "list").out()).contains("<" + jar.toRealPath() + ">");
    }

    @Test
    void theUsersJavaFlagsComeAfterItsOwn() throws Exception {
        built();
        environment.put("SCHEMA_REGISTRY_JAVA_OPTS", "-Xmx2g -XX:+UseG1GC");
        String out = run(launcher, "list").out();
        assertThat(out).containsSubsequence("<-Xmx1g>", "<-Xmx2g>").doesNotContain("SerialGC");
    }

    @Test
    void refusesAnOldJava() throws Exception {
        built();
        javaOfVersion("11.0.2");
        Run run = run(launcher, "list");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("is Java 11.0.2; Java 17 or newer is needed");
    }

    @Test
    void namesAJavaHomeThatIsNone() throws Exception {
        environment.put("JAVA_HOME", folder.resolve("nowhere").toString());
        Run run = run(launcher, "list");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("JAVA_HOME is " + folder.resolve("nowhere"), "JDK 17 or newer");
    }

    @Test
    void buildsOnFirstUseAndKeepsStdoutClean() throws Exception {
        mavenThat("""
                echo '[INFO] Building Registry core 0.1.0                        [2/9]'
                mkdir -p mcp-server/target/app
                touch mcp-server/target/app/schema-registry.jar
                """);
        Run run = run(launcher, "list");
        assertThat(run.err()).contains("building in", "[2/9] Registry core", "built in");
        assertThat(run.out()).startsWith("<").endsWith("<list>\n").doesNotContain("Building");
        assertThat(run(launcher, "list").err()).isEmpty();
    }

    @Test
    void aFailedBuildShowsItsErrorsAndTheLog() throws Exception {
        mavenThat("echo '[ERROR] something is wrong in here'; exit 1");
        Run run = run(launcher, "list");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("something is wrong in here", "launcher-build.log");
        assertThat(run.out()).isEmpty();
    }

    private void built() throws IOException {
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
    }

    private void javaOfVersion(String version) throws IOException {
        Path home = folder.resolve("jdk-" + version);
        program(home.resolve("bin/java"), ECHO_ARGUMENTS);
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        environment.put("JAVA_HOME", home.toString());
    }

    private void mavenThat(String script) throws IOException {
        Path bin = program(folder.resolve("bin/mvn"), "#!/bin/sh\n" + script).getParent();
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
    }

    private static Path program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("SCHEMA_REGISTRY_JAVA_OPTS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
