package dev.schemaregistry.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.classify.ClassifierModels;
import dev.schemaregistry.classify.TableMeanings;
import dev.schemaregistry.model.TableRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a model reads of how its question was ranked. */
class ClassifyStrategyTest {
    private final TestDesk desk = TestDesk.withShop();

    @AfterEach
    void close() {
        desk.close();
    }

    private ToolAnswer ask(ClassifierModels models, Map<String, Object> arguments) {
        return desk.tools(QueryRunners.none(), models).call(ToolTexts.CLASSIFY_QUESTION, arguments);
    }

    @Test
    void aFallbackIsSaid() {
        ToolAnswer answer = ask(TestDesk.MODELS, Map.of("question", "customer orders", "strategy", "hybrid"));

        assertThat(answer.text())
                .contains("ranked by: lexical", "note: Ranked by words alone: no embedding model is set up.");
        assertThat(answer.structured()).containsEntry("strategy", "lexical").containsKey("notes");
    }

    @Test
    void wordsAloneCostNoWord() {
        ToolAnswer answer = ask(TestDesk.MODELS, Map.of("question", "customer orders"));

        assertThat(answer.text()).doesNotContain("ranked by", "note:");
        assertThat(answer.structured()).doesNotContainKeys("strategy", "notes");
    }

    @Test
    void whatIsNearInMeaningIsSaid() {
        TableMeanings near = (text, limit, allowed) -> new TableMeanings.Nearest(
                List.of(
                        new TableMeanings.Near(TableRef.parse("hr.employees"), 0.9),
                        new TableMeanings.Near(TableRef.parse("shop.orders"), 0.2)),
                true);

        ToolAnswer answer = ask(TestDesk.MODELS.with(near), Map.of("question", "zorps"));

        assertThat(answer.text()).contains("ranked by: hybrid", "- hr.employees: the question is near in meaning");
    }

    @Test
    void anUnknownStrategyIsRefused() {
        ToolAnswer answer = ask(TestDesk.MODELS, Map.of("question", "customer orders", "strategy", "magic"));

        assertThat(answer.errorCode()).contains("INVALID_ARGUMENT");
        assertThat(answer.text()).contains("strategy");
    }
}
