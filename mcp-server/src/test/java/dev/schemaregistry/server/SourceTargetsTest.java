package dev.schemaregistry.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source whose name leads to a machine's metadata service, or to no host, is never connected to. */
@Timeout(60)
class SourceTargetsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://reader@169.254.169.254:5432/x",
                "postgresql://reader@[fe80::1]:5432/x",
                "mongodb://169.254.169.254:27017/x?connect_timeout=1",
                "qdrant://100.100.100.200:6334",
                "qdrant://0.0.0.0:6334"
            })
    void aSourceWhereNoDatabaseIsIsNotConnectedTo(String uri) {
        try (Services services = new Services(
                Places.of(Optional.empty(), Optional.empty(), Map.of(), folder), Map.of(), Clock.systemUTC())) {
            services.createIfMissing();
            SourceId id = new SourceId("inside");
            services.sources().register(ConfiguredSource.at(id, "Inside", Secret.of(uri)));
            DataSource source = services.registry().getDataSource(id);
            try (SourceConnector connector = services.connectors().open(source)) {
                assertThatThrownBy(connector::discover)
                        .isInstanceOf(SourceException.class)
                        .hasStackTraceContaining("nothing may connect to");
            }
        }
    }
}
