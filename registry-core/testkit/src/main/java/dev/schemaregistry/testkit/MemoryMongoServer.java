package dev.schemaregistry.testkit;

import static java.util.Objects.requireNonNull;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import java.net.InetSocketAddress;
import java.util.List;
import org.bson.BsonDocument;

/**
 * A server that speaks MongoDB's wire protocol on the loopback address and keeps its data in memory. It asks for no password.
 *
 * <p>What the library below it leaves out of the catalogue, it adds in the shapes of a real server: the options of collections,
 * views, time series, indexes of every kind, expanded change events, plans, refusals. It is no MongoDB: queries are limited to the simple
 * ones, and no option is enforced. Thread-safe.
 */
public final class MemoryMongoServer implements AutoCloseable {
    private final MongoOverlay overlay;
    private final MongoServer server;
    private final InetSocketAddress address;
    private final MongoClient administrator;

    private MemoryMongoServer(MongoOverlay overlay) {
        this.overlay = requireNonNull(overlay, "overlay");
        server = new MongoServer(overlay);
        address = server.bind();
        administrator = MongoClients.create("mongodb://" + place());
    }

    /** A server of its own for each caller, with change streams as in a replica set. */
    public static MemoryMongoServer replicaSet() {
        return new MemoryMongoServer(new MongoOverlay(true));
    }

    /** A server without replica set, which refuses change streams. */
    public static MemoryMongoServer standalone() {
        return new MemoryMongoServer(new MongoOverlay(false));
    }

    public int port() {
        return address.getPort();
    }

    /** Host and port, as in a URI. */
    public String place() {
        return "127.0.0.1:" + address.getPort();
    }

    /** The address as an operator would register it. */
    public String uri(String database) {
        return "mongodb://" + place() + '/' + database;
    }

    /**
     * Runs commands in a database, as the administrator.
     *
     * @param commands in Extended JSON, for example {@code {create: 'orders'}}
     */
    public void execute(String database, String... commands) {
        for (String command : commands) {
            administrator.getDatabase(database).runCommand(BsonDocument.parse(command));
        }
    }

    /** What a command answers, as JSON. */
    public String ask(String database, String command) {
        return administrator
                .getDatabase(database)
                .runCommand(BsonDocument.parse(command), BsonDocument.class)
                .toJson();
    }

    /** Refuses everybody a command from now on, as a server does whose role lacks a privilege. */
    public void deny(String command, String namespace) {
        overlay.deny(command, namespace);
    }

    /** Takes every refusal back. */
    public void allowEverything() {
        overlay.allowEverything();
    }

    /** What {@code connectionStatus} tells of whoever is logged in, in Extended JSON. */
    public void tellPrivileges(String authInfo) {
        overlay.tellPrivileges(BsonDocument.parse(authInfo));
    }

    /** The commands that somebody wanted explained so far, as text. */
    public List<String> explained() {
        return overlay.explained();
    }

    /** Hangs up on everybody who says something, until {@link #comeBack}. */
    public void hangUp() {
        overlay.hangUp(true);
    }

    public void comeBack() {
        overlay.hangUp(false);
    }

    /** Forgets old change events, so that nobody can go on from a token. */
    public void forgetHistory() {
        overlay.forgetHistory();
    }

    @Override
    public void close() {
        overlay.hangUp(false);
        administrator.close();
        server.shutdownNow();
    }
}
