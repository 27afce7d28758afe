package dev.schemaregistry.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommonSettingsTest {
    @Test
    void whatIsPutInComesOut() {
        CommonSettings settings = new CommonSettings(
                new TableSelection(List.of("public.*", "a,b", "c\\,d"), List.of("*_old")),
                Optional.of(Duration.ofMinutes(90)),
                new ProfileSettings(ProfileSettings.Mode.LOW_CARDINALITY, List.of("notes.*", "a,b")));

        assertThat(CommonSettings.of(settings.toSettings())).isEqualTo(settings);
    }

    @Test
    void whatIsNotSaidIsNotWritten() {
        CommonSettings none = CommonSettings.of(Map.of("host", "db"));

        assertThat(none.selection().isAll()).isTrue();
        assertThat(none.interval()).isEmpty();
        assertThat(none.profile().isOn()).isFalse();
        assertThat(none.toSettings()).isEmpty();
    }

    @Test
    void patternsAreSeparatedByCommas() {
        assertThat(CommonSettings.patterns("a*, b ,,c\\,d,e\\\\")).containsExactly("a*", "b", "c,d", "e\\");
    }

    @Test
    void aConnectorSeesOnlyItsOwn() {
        assertThat(CommonSettings.without(Map.of("host", "db", "include", "a", "exclude", "b", "interval", "PT1M")))
                .containsExactly(Map.entry("host", "db"));
    }

    @Test
    void whichFieldsAreLeftAloneIsSaidWithOrWithoutTheTable() {
        ProfileSettings settings =
                new ProfileSettings(ProfileSettings.Mode.LOW_CARDINALITY, List.of("orders.chan*", "hr.*", "*_label"));

        assertThat(settings.excludes(TableName.of("orders"), "channel")).isTrue();
        assertThat(settings.excludes(TableName.of("returns"), "channel")).isFalse();
        assertThat(settings.excludes(new TableName("hr", "people"), "role")).isTrue();
        assertThat(settings.excludes(TableName.of("returns"), "old_label")).isTrue();
    }

    @Test
    void anotherSelectionIsAnotherMark() {
        Fingerprint connectors = new Fingerprint("fake", "1");
        CommonSettings every = CommonSettings.of(Map.of("interval", "PT1M"));
        CommonSettings included = CommonSettings.of(Map.of("include", "a"));
        CommonSettings excluded = CommonSettings.of(Map.of("exclude", "a"));

        assertThat(every.mark(connectors)).isEqualTo(connectors);
        assertThat(included.mark(connectors))
                .isNotEqualTo(connectors)
                .isNotEqualTo(excluded.mark(connectors))
                .isNotEqualTo(included.mark(new Fingerprint("fake", "2")));
    }

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "15m, PT15M", "1h, PT1H", "2d, PT48H", "PT15M, PT15M", "' 1H ', PT1H"})
    void intervalsAreWrittenAsPeopleDo(String text, Duration expected) {
        assertThat(CommonSettings.interval(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15", "0s", "-PT5M", "PT0.5S", "hourly", "1w", "99999999d"})
    void whatIsNoIntervalIsRefused(String text) {
        assertThatThrownBy(() -> CommonSettings.interval(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("15m");
    }
}
