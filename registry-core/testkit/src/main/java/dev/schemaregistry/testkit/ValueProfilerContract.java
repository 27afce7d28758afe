package dev.schemaregistry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.profile.FieldPolicy;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounts;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.ValueProfiler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a connector promises that looks at values; one that does not is seen not to. Part of {@link SourceConnectorContract}. */
public interface ValueProfilerContract {
    /** A source with at least the table {@link SourceUnderTest#table()}, holding at least one row; closed by the test. */
    SourceUnderTest newSource() throws Exception;

    @Test
    default void aSmallVocabularyIsCounted() throws Exception {
        profile((source, profiler, table) -> {
            List<ValueCounts> counts = profiler.profile(table, List.of("region", "label"), ProfileLimits.DEFAULT);
            assertThat(counts).contains(new ValueCounts("region", Map.of("north", 30, "southwest", 10)));
        });
    }

    @Test
    default void lookingAtValuesTwiceGivesTheSame() throws Exception {
        profile((source, profiler, table) -> {
            List<String> fields = List.of("region", "label");
            ProfileLimits few = limits(50, 60, 25);
            assertThat(profiler.profile(table, fields, few)).isEqualTo(profiler.profile(table, fields, few));
        });
    }

    @Test
    default void lookingAtValuesWritesNothing() throws Exception {
        profile((source, profiler, table) -> {
            String before = source.everything();
            profiler.profile(table, List.of("region", "label"), ProfileLimits.DEFAULT);
            assertThat(source.everything()).isEqualTo(before);
        });
    }

    @Test
    default void aFieldWithTooManyValuesIsLeftOut() throws Exception {
        profile((source, profiler, table) -> {
            List<String> fields = List.of("region", "label");
            assertThat(profiler.profile(table, fields, limits(39, 60, 1_000)))
                    .extracting(ValueCounts::field)
                    .containsExactly("region");
            assertThat(profiler.profile(table, fields, limits(1, 60, 1_000))).isEmpty();
        });
    }

    @Test
    default void noMoreRowsAreLookedAtThanAllowed() throws Exception {
        profile((source, profiler, table) -> {
            List<ValueCounts> counts = profiler.profile(table, List.of("region"), limits(50, 60, 7));
            assertThat(counts)
                    .singleElement()
                    .satisfies(count -> assertThat(count.rows().values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum())
                            .isEqualTo(7));
        });
    }

    @Test
    default void aLongValueIsCutOneCharacterBehindTheLimit() throws Exception {
        profile((source, profiler, table) -> assertThat(
                        profiler.profile(table, List.of("region"), limits(50, 5, 1_000)))
                .containsExactly(new ValueCounts("region", Map.of("north", 30, "southw", 10))));
    }

    @Test
    default void whatLooksPersonalIsNeverAskedAndWhatIsNotAskedIsNotTold() throws Exception {
        profile((source, profiler, table) -> {
            assertThat(FieldPolicy.fieldsToAsk(table, field -> false, 50))
                    .contains("region")
                    .doesNotContain("contact_email");
            assertThat(profiler.profile(table, List.of("region"), ProfileLimits.DEFAULT))
                    .extracting(ValueCounts::field)
                    .containsExactly("region");
        });
    }

    @Test
    default void whatIsGoneHasNoValues() throws Exception {
        profile((source, profiler, table) -> {
            assertThat(profiler.profile(table, List.of("region", "nowhere"), ProfileLimits.DEFAULT))
                    .extracting(ValueCounts::field)
                    .containsExactly("region");
            Table gone = table.toBuilder().name(TableName.of("never_was")).build();
            assertThat(profiler.profile(gone, List.of("region"), ProfileLimits.DEFAULT))
                    .isEmpty();
        });
    }

    @Test
    default void theValuesOfADeadSourceAreOutOfReach() throws Exception {
        profile((source, profiler, table) -> {
            try (SourceConnector dead = source.openDead()) {
                ValueProfiler unreachable = dead.valueProfiler().orElseThrow();
                assertThatThrownBy(() -> unreachable.profile(table, List.of("region"), ProfileLimits.DEFAULT))
                        .asInstanceOf(type(SourceException.class))
                        .extracting(SourceException::code)
                        .isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
            }
        });
    }

    /** What is tried with a profiler and the table of {@link SourceUnderTest#addValues}. */
    interface Trial {
        void run(SourceUnderTest source, ValueProfiler profiler, Table table) throws Exception;
    }

    private void profile(Trial trial) throws Exception {
        try (SourceUnderTest source = newSource();
                SourceConnector connector = source.open()) {
            if (!source.canProfile()) {
                assertThat(connector.valueProfiler()).isEmpty();
                return;
            }
            TableName name = source.addValues();
            Table table = connector.discover().tables().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            trial.run(source, connector.valueProfiler().orElseThrow(), table);
        }
    }

    private static ProfileLimits limits(int values, int length, int rows) {
        return new ProfileLimits(values, length, rows, Duration.ofSeconds(5), 50);
    }
}
