package dev.schemaregistry.connector.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** Answers in the forms that MongoDB's documentation shows, which the server of the tests has not all. */
class ExplainedPlanTest {
    @Test
    void stagesBelowOthersAreIndented() {
        assertThat(text("""
                {queryPlanner: {winningPlan: {stage: 'PROJECTION_SIMPLE', inputStage: {stage: 'OR', inputStages: [
                  {stage: 'IXSCAN', indexName: 'a_1', keyPattern: {a: 1}, indexBounds: {a: ['["secret", "secret"]']}},
                  {stage: 'COLLSCAN'}]}}}}""")).isEqualTo("""
                        PROJECTION_SIMPLE
                          OR
                            IXSCAN a_1 {"a": 1}
                            COLLSCAN""");
    }

    @Test
    void theSlotEnginesPlanIsOneStepDeeper() {
        assertThat(text("""
                {explainVersion: '2', queryPlanner: {winningPlan: {queryPlan: {stage: 'GROUP', planNodeId: 2,
                  inputStage: {stage: 'COLLSCAN'}}, slotBasedPlan: {stages: '[2] mkbson'}}}}""")).isEqualTo("GROUP\n  COLLSCAN");
    }

    @Test
    void everyShardHasAPlan() {
        assertThat(text("""
                {queryPlanner: {winningPlan: {stage: 'SHARD_MERGE', shards: [
                  {shardName: 's1', winningPlan: {stage: 'COLLSCAN'}}, {shardName: 's2', winningPlan: {stage: 'EOF'}}]}}}""")).isEqualTo("SHARD_MERGE\n  shard s1\n    COLLSCAN\n  shard s2\n    EOF");
        assertThat(text("""
                {mergeType: 'mongos', shards: {s1: {stages: [{$cursor: {queryPlanner: {winningPlan: {stage: 'COLLSCAN'}}}},
                  {$group: {_id: 1}}]}}}""")).isEqualTo("shard s1\n  COLLSCAN\n  $group");
    }

    @Test
    void anEstimateIsTakenWhereThereIsOne() {
        assertThat(ExplainedPlan.of(BsonDocument.parse(
                                "{queryPlanner: {winningPlan: {stage: 'COLLSCAN', cardinalityEstimate: 12.5}}}"))
                        .rows())
                .hasValue(12.5);
        assertThat(ExplainedPlan.of(BsonDocument.parse("{ok: 1}")).rows()).isEmpty();
    }

    @Test
    void namesAreMadeHarmless() {
        assertThat(text("{queryPlanner: {winningPlan: {stage: 'IXSCAN', indexName: 'a\\nb\\u202ec'}}}"))
                .isEqualTo("IXSCAN a b c");
        assertThat(text("{ok: 1}")).isNotBlank();
    }

    private static String text(String answer) {
        return ExplainedPlan.of(BsonDocument.parse(answer)).text();
    }
}
