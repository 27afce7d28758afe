package dev.schemaregistry.connector.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunReport.Verdict;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.DryRunQueries;
import dev.schemaregistry.testkit.DryRunnerContract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MongoDryRunnerTest implements DryRunnerContract {
    @Override
    public DryRunQueries newQueries() {
        return MongoSource.shop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {find: 'customers', filter: {name: 'Ada'}}                              | IXSCAN by_name {"name": 1}
                    {find: 'customers', filter: {city: 'Paris'}}                            | COLLSCAN
                    {explain: {count: 'customers', query: {name: 'Ada'}}, verbosity: 'executionStats'} | IXSCAN by_name {"name": 1}
                    {distinct: 'customers', key: 'name', query: {city: 'Oslo'}}             | COLLSCAN
                    {aggregate: 'customers', pipeline: [{$match: {name: 'Ada'}}], cursor: {}} | IXSCAN by_name {"name": 1}
                    {aggregate: 'customers', pipeline: [{$match: {name: 'Ada'}}, {$group: {_id: '$name'}}]} | $group
                    {find: 'names'}                                                         | COLLSCAN
                    {"find": "customers", "filter": {"name": {"$in": ["Ada"]}}, "$db": "shop", "maxTimeMS": 5, "tailable": false}; | IXSCAN by_name {"name": 1}
                    """)
    void thePlanSaysWhatIsScanned(String command, String line) throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            DryRunReport report = dryRun(source, command);
            assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.ACCEPTED);
            assertThat(report.plan().orElseThrow().lines().map(String::strip)).contains(line);
            assertThat(report.plan().orElseThrow()).doesNotContain("Ada");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {find: 'nowhere'}                                                       | 42P01
                    {aggregate: 'customers', pipeline: [{$lookup: {from: 'nowhere', localField: 'a', foreignField: 'b', as: 'c'}}]} | 42P01
                    {aggregate: 'customers', pipeline: [{$matsch: {}}]}                     | 42883
                    {aggregate: 'customers', pipeline: [{$project: {a: {$ad: [1, 2]}}}]}    | 42883
                    {aggregate: 'customers', pipeline: [{$group: {_id: 1, n: {$summ: 1}}}]} | 42883
                    {aggregate: 'customers', pipeline: [{$group: {n: {$sum: 1}}}]}          | 42601
                    {find: 'customers', filter: {name: {$foo: 1}}}                          | 42883
                    {find: 'customers', fliter: {}}                                         | 42601
                    {find: 'customers'                                                      | 42601
                    {find: 'customers'}{find: 'customers'}                                  | POLICY_MULTIPLE_STATEMENTS
                    {insert: 'customers', documents: []}                                    | POLICY_NOT_A_READ
                    {aggregate: 'customers', pipeline: [{$out: 'x'}]}                       | POLICY_WRITE
                    {find: 'customers', filter: {$where: 'x'}}                              | POLICY_FUNCTION
                    {find: 'customers', $db: 'local'}                                       | POLICY_UNREGISTERED_RELATION
                    """)
    void whatIsWrongHasACode(String command, String code) throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            DryRunReport report = dryRun(source, command);
            assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.REJECTED);
            assertThat(report.code()).as(report.message()).isEqualTo(code);
        }
    }

    @Test
    void whatIsForbiddenNeverReachesTheServer() throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            source.forbidden()
                    .forEach(command -> assertThat(dryRun(source, command).verdict())
                            .as(command)
                            .isNotEqualTo(Verdict.ACCEPTED));
            assertThat(source.server().explained()).isEmpty();
            dryRun(source, source.right());
            assertThat(source.server().explained()).hasSize(1);
        }
    }

    @Test
    void neitherSchemaNorDataChange() throws Exception {
        try (MongoSource source = MongoSource.shop();
                SourceConnector connector = source.open()) {
            String before = source.everything() + connector.fingerprint();
            dryRun(source, source.right());
            dryRun(
                    source,
                    "{aggregate: 'customers', pipeline: [{$lookup: {from: 'orders', localField: '_id', "
                            + "foreignField: 'customer', as: 'orders'}}, {$count: 'n'}]}");
            dryRun(source, source.unknownTable());
            assertThat(source.everything() + connector.fingerprint()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "shop.customers"})
    void aMissingPrivilegeIsNamed(String place) throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            source.server().deny("find", place);
            DryRunReport report = dryRun(source, source.right());
            assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
            assertThat(report.code()).isEqualTo("42501");
            assertThat(report.message()).contains("privilege find on \"shop.customers\"");
            assertThat(report.hint()).contains("role read");
        }
    }

    @Test
    void withoutADatabaseTheOneWithTheCollectionIsMeant() throws Exception {
        try (MongoSource source = MongoSource.shop();
                SourceConnector connector = source.open(Map.of("database", ""))) {
            source.server().execute("archive", "{insert: 'letters', documents: [{_id: 1}]}");
            assertThat(dryRun(connector, "{find: 'letters'}").verdict()).isEqualTo(Verdict.ACCEPTED);
            assertThat(dryRun(connector, "{find: 'letters', $db: 'shop'}").code())
                    .isEqualTo("42P01");
            assertThat(dryRun(connector, "{find: 'nowhere'}").code()).isEqualTo("42P01");
            assertThat(dryRun(connector, "{find: 'a', $db: 'config'}").code())
                    .isEqualTo("POLICY_UNREGISTERED_RELATION");
            source.server().execute("archive", "{insert: 'customers', documents: [{_id: 1}]}");
            assertThat(dryRun(connector, "{find: 'customers'}").code()).isEqualTo("42P09");
            assertThat(dryRun(connector, "{find: 'customers', $db: 'archive'}").verdict())
                    .isEqualTo(Verdict.ACCEPTED);
        }
    }

    @Test
    void aPipelineWithoutACollectionIsLeftOpen() throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            assertThat(dryRun(source, "{aggregate: 1, pipeline: [{$documents: [{a: 1}]}], cursor: {}}")
                            .verdict())
                    .isEqualTo(Verdict.UNVERIFIED);
        }
    }

    @Test
    void aDeadServerIsAnErrorNotAVerdict() throws Exception {
        try (MongoSource source = MongoSource.shop();
                SourceConnector dead = source.openDead()) {
            assertThatThrownBy(() -> dryRun(dead, source.right()))
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
        }
    }

    @Test
    void aClosedConnectorSaysSo() throws Exception {
        try (MongoSource source = MongoSource.shop()) {
            SourceConnector connector = source.open();
            dryRun(connector, source.right());
            connector.close();
            assertThatThrownBy(() -> dryRun(connector, source.right())).hasMessageContaining("closed");
        }
    }

    private static DryRunReport dryRun(MongoSource source, String command) {
        try (SourceConnector connector = source.open()) {
            return dryRun(connector, command);
        }
    }

    private static DryRunReport dryRun(SourceConnector connector, String command) {
        return connector.dryRunner().orElseThrow().dryRun(command, Limits.DEFAULT);
    }
}
