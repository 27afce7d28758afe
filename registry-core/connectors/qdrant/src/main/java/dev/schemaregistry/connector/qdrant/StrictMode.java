package dev.schemaregistry.connector.qdrant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.spi.DryRunReport;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What a collection's strict mode lets one search ask for. Pure. */
record StrictMode(StrictModeConfig config) {
    private record Bound(
            String at, Predicate<StrictModeConfig> isSet, ToDoubleFunction<StrictModeConfig> most, String code) {}

    private static final List<Bound> BOUNDS = List.of(
            new Bound(
                    "/limit",
                    StrictModeConfig::hasMaxQueryLimit,
                    StrictModeConfig::getMaxQueryLimit,
                    "POLICY_RESULT_SIZE"),
            new Bound(
                    "/params/hnsw_ef",
                    StrictModeConfig::hasSearchMaxHnswEf,
                    StrictModeConfig::getSearchMaxHnswEf,
                    "POLICY_RESULT_SIZE"),
            new Bound(
                    "/params/quantization/oversampling",
                    StrictModeConfig::hasSearchMaxOversampling,
                    StrictModeConfig::getSearchMaxOversampling,
                    "22003"),
            new Bound("/timeout", StrictModeConfig::hasMaxTimeout, StrictModeConfig::getMaxTimeout, "22003"));

    Optional<DryRunReport> refusal(JsonNode search) {
        if (!config.getEnabled()) {
            return Optional.empty();
        }
        boolean exact = search.path("params").path("exact").asBoolean();
        if (exact && config.hasSearchAllowExact() && !config.getSearchAllowExact()) {
            return Optional.of(Reports.rejected("0A000", "the collection's strict mode refuses exact searches"));
        }
        return BOUNDS.stream()
                .filter(bound -> bound.isSet().test(config))
                .filter(bound -> search.at(bound.at()).isNumber()
                        && search.at(bound.at()).asDouble() > bound.most().applyAsDouble(config))
                .map(bound -> Reports.rejected(
                        bound.code(),
                        "the collection's strict mode lets "
                                + bound.at().substring(1).replace('/', '.') + " be at most "
                                + text(bound.most().applyAsDouble(config)) + ", and the request has "
                                + search.at(bound.at()).asText()))
                .findFirst();
    }

    private static String text(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
