package dev.schemaregistry.server.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When traces are told, and when not. */
class TracingTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @ParameterizedTest
    @CsvSource({
        "OTEL_SERVICE_NAME, registry",
        "OTEL_TRACES_EXPORTER, none",
        "OTEL_EXPORTER_OTLP_ENDPOINT, ' '",
    })
    void offUnlessAskedFor(String name, String value) {
        assertThat(Tracing.of(Map.of(name, value), CLOCK)).isSameAs(Tracing.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_TRACES_EXPORTER, otlp",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://127.0.0.1:1",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://127.0.0.1:1/v1/traces",
    })
    void onWhenAskedFor(String name, String value) {
        try (Tracing tracing = Tracing.of(Map.of(name, value), CLOCK)) {
            assertThat(tracing).isNotSameAs(Tracing.NONE);
        }
    }

    @Test
    void theWholeSdkCanBeSwitchedOff() {
        assertThat(Tracing.of(Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_SDK_DISABLED", "true"), CLOCK))
                .isSameAs(Tracing.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_TRACES_EXPORTER, carrier-pigeon",
        "OTEL_EXPORTER_OTLP_PROTOCOL, grpc",
        "OTEL_EXPORTER_OTLP_HEADERS, api-key hush-hush",
        "OTEL_EXPORTER_OTLP_ENDPOINT, ftp://operator:hush-hush@collector",
        "OTEL_EXPORTER_OTLP_ENDPOINT, operator:hush-hush@collector",
    })
    void wrongSettingsAreRefusedWithoutTellingThem(String name, String value) {
        Map<String, String> environment = new HashMap<>(Map.of("OTEL_TRACES_EXPORTER", "otlp"));
        environment.put(name, value);
        assertThatThrownBy(() -> Tracing.of(environment, CLOCK))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT")
                .hasMessageNotContaining("hush")
                .hasNoCause();
    }

    /** In a world without OpenTelemetry, silence still works. */
    @Test
    void offLoadsNothingOfTheSdk() throws Exception {
        Class<?> tracing = new WithoutSdk().loadClass(Tracing.class.getName());
        Object off = tracing.getMethod("of", Map.class, Clock.class).invoke(null, Map.of(), CLOCK);
        tracing.getMethod("close").invoke(off);
        assertThat(off.getClass().getClassLoader()).isInstanceOf(WithoutSdk.class);
        assertThatThrownBy(() -> tracing.getMethod("of", Map.class, Clock.class)
                        .invoke(null, Map.of("OTEL_TRACES_EXPORTER", "otlp"), CLOCK))
                .hasRootCauseInstanceOf(ClassNotFoundException.class);
    }

    /** Loads the room anew, and refuses the SDK. */
    private static final class WithoutSdk extends ClassLoader {
        private static final String ROOM = Tracing.class.getPackageName() + '.';

        WithoutSdk() {
            super(Tracing.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.opentelemetry.")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return name.startsWith(ROOM) ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream bytes = getParent().getResourceAsStream(file)) {
                byte[] code = bytes.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
