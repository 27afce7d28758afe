package dev.schemaregistry.connector.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.spi.SourceConnectorFactory;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A program that reads no Qdrant server does not pay for gRPC when it starts. */
class QdrantStartTest {
    private static final Pattern HEAVY = Pattern.compile(".*(grpc|protobuf|guava|[/\\\\]qdrant[/\\\\]client).*");

    @Test
    void theFactoryIsFoundAndTakesAddressesApartWithoutGrpc() throws Exception {
        try (URLClassLoader light = withoutGrpc()) {
            assertThatThrownBy(() -> light.loadClass("io.grpc.ManagedChannel"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> factories = light.loadClass(SourceConnectorFactory.class.getName());
            Object factory =
                    java.util.ServiceLoader.load(factories, light).iterator().next();
            assertThat(factories.getMethod("type").invoke(factory)).isEqualTo("qdrant");
            assertThat(factories
                            .getMethod("parse", String.class)
                            .invoke(factory, "qdrant://key@q1")
                            .toString())
                    .contains("qdrant://q1:6334");
        }
    }

    private static URLClassLoader withoutGrpc() {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !HEAVY.matcher(entry).matches())
                .map(QdrantStartTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
