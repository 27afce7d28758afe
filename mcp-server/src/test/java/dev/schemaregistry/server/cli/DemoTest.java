package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.demo.SampleDatabases;
import dev.schemaregistry.server.view.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path folder;

    @Test
    void tellsTheWholeStoryWithRealOutput() {
        Shell shell = new Shell(folder);
        Shell.Result told = shell.run("demo", "--folder", folder.resolve("demo").toString());
        assertThat(told.code()).isZero();
        assertThat(told.out())
                .contains("clinic", "logistics", "people", "shop", "support")
                .contains("●  shop.returns")
                .contains("shop.returns (order_id) = shop.orders (order_id)")
                .contains("customer_id INTEGER pk")
                .contains("nearest: full_name", "nearest: returns")
                .contains("ACCEPTED by the source")
                .contains("+ field vip_since: date")
                .contains("customers 1.1.0  MINOR", "customers 2.0.0  MAJOR");
    }

    @Test
    void theQueryThatWasRightIsCaughtAfterTheRename() {
        JsonNode steps = JsonText.findTree(new Shell(folder)
                        .run("demo", "--folder", folder.resolve("demo").toString(), "--json")
                        .out())
                .orElseThrow()
                .get("steps");
        assertThat(steps.get(5).get("exitCode").asInt()).isZero();
        JsonNode last = steps.get(steps.size() - 1);
        assertThat(last.get("exitCode").asInt()).isEqualTo(1);
        assertThat(last.get("output").toString()).contains("full_name", "display_name");
    }

    @Test
    void answersAQuestionOfYourOwnAndKeepsTheSamples() throws Exception {
        Path work = folder.resolve("demo");
        Shell shell = new Shell(folder);
        assertThat(shell.run("demo", "--folder", work.toString(), "which carriers deliver late?")
                        .out())
                .contains("logistics.carriers");
        var made = Files.getLastModifiedTime(work.resolve("shop.db"));
        assertThat(shell.run("demo", "--folder", work.toString(), "salary per department")
                        .out())
                .contains("people.salaries");
        assertThat(Files.getLastModifiedTime(work.resolve("shop.db"))).isEqualTo(made);
    }

    @Test
    void leavesAFolderOfSomebodyElseAlone() throws Exception {
        Path theirs = Files.writeString(folder.resolve("shop.db"), "my own");
        Shell.Result refused = new Shell(folder).run("demo", "--folder", folder.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("not the demo's");
        assertThat(theirs).hasContent("my own");
    }

    @Test
    void theSamplesHaveHundredsOfFields() throws Exception {
        SampleDatabases.create(folder);
        long fields = 0;
        for (SampleDatabases.Sample sample : SampleDatabases.all()) {
            try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + sample.file(folder));
                    var rows = connection
                            .createStatement()
                            .executeQuery("SELECT count(*) FROM sqlite_schema s JOIN pragma_table_xinfo(s.name)")) {
                fields += rows.getLong(1);
            }
        }
        assertThat(fields).isGreaterThan(400);
    }
}
