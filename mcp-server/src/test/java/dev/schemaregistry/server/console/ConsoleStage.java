package dev.schemaregistry.server.console;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.SampleShop;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.access.Access;
import dev.schemaregistry.server.access.AccessSettings;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.demo.SampleDatabases;
import dev.schemaregistry.server.mcp.SessionLimits;
import dev.schemaregistry.server.rest.ApiServer;
import dev.schemaregistry.server.rest.ApiSettings;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A registry of the demo's databases, one large and one hostile, served twice: open, and to those with a token. */
final class ConsoleStage implements AutoCloseable {
    static final String TOKEN = "token-for-tests";

    private static final int LARGE = 120;

    private final Path folder;
    private final Services services;
    private final ApiServer open;
    private final ApiServer locked;

    private ConsoleStage(Path folder, Services services) {
        this.folder = folder;
        this.services = services;
        this.open = ApiServer.start(services, ApiSettings.loopback(0));
        this.locked = ApiServer.start(
                services,
                new ApiSettings(
                        "127.0.0.1",
                        0,
                        new Access(List.of(Secret.of(TOKEN)), AccessSettings.DEFAULT, Clock.systemUTC()),
                        Set.of(),
                        SessionLimits.DEFAULT));
    }

    static ConsoleStage start(Path folder) {
        SampleDatabases.create(folder);
        SampleShop.execute(folder.resolve("large.db"), large());
        SampleShop.execute(folder.resolve("hostile.db"), hostile());
        Services services = new Services(
                Places.of(Optional.empty(), Optional.empty(), Map.of(), folder), Map.of(), Clock.systemUTC());
        services.createIfMissing();
        Stream.of("shop", "support", "large", "hostile")
                .map(name -> ConfiguredSource.at(
                        new SourceId(name), "Sample " + name, Secret.of("sqlite:" + folder.resolve(name + ".db"))))
                .forEach(services.sources()::register);
        ConsoleStage stage = new ConsoleStage(folder, services);
        stage.introspect("shop", "support", "large", "hostile");
        SampleDatabases.change(stage.shop(), "ALTER TABLE customers RENAME COLUMN full_name TO display_name");
        stage.introspect("shop");
        return stage;
    }

    Path shop() {
        return folder.resolve("shop.db");
    }

    String address() {
        return "http://127.0.0.1:" + open.port();
    }

    String lockedAddress() {
        return "http://127.0.0.1:" + locked.port();
    }

    private void introspect(String... sources) {
        services.introspection()
                .introspect(
                        Stream.of(sources).map(SourceId::new).toList(),
                        IntrospectionLimits.DEFAULT,
                        IntrospectionListener.SILENT);
    }

    /** Each table refers to one with about half its number, and every third to one more. */
    private static String[] large() {
        return IntStream.range(0, LARGE)
                .mapToObj(i -> String.format(
                        "CREATE TABLE t%03d (id INTEGER PRIMARY KEY, one INTEGER REFERENCES t%03d (id)%s)",
                        i, i / 2, i % 3 == 0 ? String.format(", other INTEGER REFERENCES t%03d (id)", i / 3) : ""))
                .toArray(String[]::new);
    }

    private static String[] hostile() {
        return new String[] {"""
            CREATE TABLE "<script>alert(1)</script>" (
                id INTEGER PRIMARY KEY,
                "<img src=x onerror=alert(2)>" TEXT DEFAULT '"><script>alert(3)</script>',
                "a\u202egnp.exe" TEXT,
                "it's ""quoted""\" TEXT -- </td><script>alert(4)</script>
            )""", """
            CREATE TABLE "a.b/c\u202e\nd" (
                id INTEGER PRIMARY KEY,
                parent INTEGER REFERENCES "<script>alert(1)</script>" (id)
            )"""};
    }

    @Override
    public void close() {
        open.close();
        locked.close();
        services.close();
    }
}
