package dev.schemaregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void keepsOrMissesItsLimit() {
        assertThat(Figure.of("start", 1_500, "ms").atMost(1_500).kept()).isTrue();
        assertThat(Figure.of("start", 1_501, "ms").atMost(1_500).kept()).isFalse();
        assertThat(Figure.of("writes", 299, "writes/s").atLeast(300).kept()).isFalse();
    }

    @Test
    void aReportSaysWhatWasMissed() {
        Report report =
                new Report("start", List.of(Figure.of("start", 3_000, "ms").atMost(1_500)), List.of());

        assertThat(report.kept()).isFalse();
        assertThat(report.text()).contains("| start | 3,000 ms | at most 1,500 ms | 200 % | **missed** |");
        assertThat(report.json().toString()).contains("kept=false", "at_most=1500.0");
    }

    @Test
    void percentilesAreOfTheMeasuredCallsOnly() {
        int[] calls = new int[1];
        Samples samples = Samples.of(3, 10, i -> calls[0]++);

        assertThat(calls[0]).isEqualTo(13);
        assertThat(samples.median()).isLessThanOrEqualTo(samples.percentile(0.99));
        assertThat(samples.percentile(1)).isEqualTo(samples.worst());
    }
}
