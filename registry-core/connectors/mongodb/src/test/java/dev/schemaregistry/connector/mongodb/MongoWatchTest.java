package dev.schemaregistry.connector.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.Watch;
import dev.schemaregistry.testkit.HeardHints;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MongoWatchTest {
    private final HeardHints heard = new HeardHints();

    @Test
    void changesOfTheCatalogueAreHeard() throws Exception {
        try (MongoSource source = MongoSource.shop();
                SourceConnector connector = source.open();
                Watch watch = connector.watch(heard).orElseThrow()) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            int changes = 0;
            for (String command : new String[] {
                "{create: 'new'}",
                "{createIndexes: 'new', indexes: [{key: {a: 1}, name: 'a'}]}",
                "{collMod: 'new', validator: {a: 1}}",
                "{dropIndexes: 'new', index: 'a'}",
                "{drop: 'new'}"
            }) {
                source.execute(command);
                heard.awaitChanged(++changes);
            }
            assertThat(heard.reasons()).isEmpty();
        }
    }

    @Test
    void aStormOfWritesIsOneHint() throws Exception {
        try (MongoSource source = MongoSource.shop();
                SourceConnector connector = source.open();
                Watch watch = connector.watch(heard).orElseThrow()) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            for (int i = 1_000; i < 1_050; i++) {
                source.execute("{insert: 'customers', documents: [{_id: " + i + "}]}");
            }
            heard.awaitChanged(1);
            source.execute("{create: 'last'}");
            heard.awaitChanged(2);
            assertThat(heard.changes()).isEqualTo(2);
        }
    }

    @Test
    void everyDatabaseIsWatchedWhereNoneIsNamed() throws Exception {
        try (MongoSource source = MongoSource.shop();
                SourceConnector connector = source.open(Map.of("database", ""));
                Watch watch = connector.watch(heard).orElseThrow()) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            source.server().execute("other", "{create: 'things'}");
            heard.awaitChanged(1);
        }
    }

    @Test
    void withoutReplicaSetTheLossIsSaidOnceWithItsReason() throws Exception {
        try (MongoSource source = MongoSource.standalone();
                SourceConnector connector = source.open();
                Watch watch = connector.watch(heard).orElseThrow()) {
            assertThat(watch).isNotNull();
            heard.awaitLost(1);
            assertThat(heard.reasons())
                    .singleElement()
                    .asString()
                    .contains("no replica set")
                    .contains("shop");
            assertThat(heard.restoredTimes()).isZero();
        }
    }

    @Test
    void afterALossTheStreamGoesOnFromItsToken() throws Exception {
        try (MongoSource source = MongoSource.shop();
                SourceConnector connector = source.open();
                Watch watch = connector.watch(heard).orElseThrow()) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            source.server().hangUp();
            heard.awaitLost(1);
            source.server().comeBack();
            heard.awaitRestored(2);
            source.execute("{create: 'later'}");
            heard.awaitChanged(1);
        }
    }

    @Test
    void whereThereIsNoWayBackItBeginsAnew() throws Exception {
        try (MongoSource source = MongoSource.shop();
                SourceConnector connector = source.open();
                Watch watch = connector.watch(heard).orElseThrow()) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            source.server().forgetHistory();
            heard.awaitLost(1);
            assertThat(heard.reasons().get(0)).contains("resume point");
            heard.awaitRestored(2);
            source.execute("{create: 'later'}");
            heard.awaitChanged(1);
        }
    }

    @Test
    void aRefusalIsNamed() throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            source.server().deny("aggregate", MongoSource.DATABASE);
            try (SourceConnector connector = source.open();
                    Watch watch = connector.watch(heard).orElseThrow()) {
                assertThat(watch).isNotNull();
                heard.awaitLost(1);
                assertThat(heard.reasons().get(0)).contains("not authorized").contains("grant");
                source.server().allowEverything();
                heard.awaitRestored(1);
            }
        }
    }
}
