package dev.schemaregistry.server.demo;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Five businesses as SQLite files, with words that mean different things in each of them. */
public final class SampleDatabases {
    private static final List<Sample> SAMPLES = List.of(
            new Sample("shop", "Online shop: customers, products, sales orders, payments, returns"),
            new Sample("clinic", "Hospital: patients, physicians, appointments, prescriptions, laboratory"),
            new Sample("logistics", "Haulier: warehouses, carriers, shipments, trips, customs"),
            new Sample("people", "Personnel office: employees, salaries, absences, applicants, trainings"),
            new Sample("support", "Help desk: accounts, contracts, tickets, agents, satisfaction"));

    private SampleDatabases() {}

    /** The samples, in a fixed order. */
    public static List<Sample> all() {
        return SAMPLES;
    }

    /** Business words over the samples. */
    public static List<OntologyEntity> ontology() {
        return List.of(
                entity("Customer", List.of("buyer", "client", "shopper"), "shop.customers", "support.contacts"),
                entity("Doctor", List.of("medic", "surgeon"), "clinic.physicians"),
                entity("Delivery", List.of("consignment", "parcel"), "logistics.shipments"),
                entity("Employee", List.of("colleague", "staff", "worker"), "people.employees"));
    }

    /**
     * Makes the files anew in a folder, which is made too.
     *
     * @throws StoreException with {@code STORE_FAILED} when the folder can't be written
     */
    public static void create(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Sample sample : SAMPLES) {
                Files.deleteIfExists(sample.file(folder));
                execute(sample.file(folder), sample.script());
            }
        } catch (IOException | SQLException e) {
            throw failed(folder, e);
        }
    }

    /**
     * A configuration file that names the samples of a folder as sources.
     *
     * @return YAML
     */
    public static String configuration(Path folder) {
        StringBuilder yaml = new StringBuilder("sources:\n");
        for (Sample sample : SAMPLES) {
            yaml.append("  - id: ").append(sample.name()).append('\n');
            yaml.append("    url: '")
                    .append(quoted("sqlite:" + sample.file(folder)))
                    .append("'\n");
            yaml.append("    description: '")
                    .append(quoted(sample.description()))
                    .append("'\n");
        }
        return yaml.toString();
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }

    /**
     * Runs statements on one of the files, as somebody else would who knows nothing of the registry.
     *
     * @throws StoreException with {@code STORE_FAILED} when the database refuses
     */
    public static void change(Path file, String statements) {
        try {
            execute(file, statements);
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    private static void execute(Path file, String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate(statements);
            connection.commit();
        }
    }

    private static StoreException failed(Path where, Exception cause) {
        return new StoreException(
                ErrorCode.STORE_FAILED,
                "the sample databases could not be written to \"" + where + "\": " + cause.getMessage()
                        + "; choose another folder with --folder",
                cause);
    }

    private static OntologyEntity entity(String name, List<String> synonyms, String... tables) {
        return new OntologyEntity(
                name,
                Optional.empty(),
                synonyms,
                List.of(tables).stream().map(TableRef::parse).toList());
    }

    /**
     * One sample.
     *
     * @param name the id it is registered under, and the name of its file without ending
     * @param description one line on what is in it
     */
    public record Sample(String name, String description) {
        public SourceId id() {
            return new SourceId(name);
        }

        /** Where its file is in a folder. */
        public Path file(Path folder) {
            return folder.resolve(name + ".db");
        }

        private String script() throws IOException {
            try (InputStream in =
                    Objects.requireNonNull(SampleDatabases.class.getResourceAsStream(name + ".sql"), name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
