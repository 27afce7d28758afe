package dev.schemaregistry.classify.evaluate;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.classify.RankingModel;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.nio.file.Path;

/**
 * What ranks in an evaluation.
 *
 * @param name for reports
 */
public record ModelChoice(String name, RankingModel model) {
    public ModelChoice {
        requireNonNull(name, "name");
        requireNonNull(model, "model");
    }

    /** The model that comes with the program. */
    public static ModelChoice shipped() {
        return new ModelChoice("shipped", RankingModel.shipped());
    }

    /**
     * {@code by-hand}, {@code shipped}, or a file that {@code evaluate train} wrote.
     *
     * @throws InvalidRequestException naming the file that cannot be read
     */
    public static ModelChoice of(String text) {
        return switch (text) {
            case "shipped" -> shipped();
            case "by-hand" -> new ModelChoice(text, RankingModel.byHand());
            default -> read(LabelledFile.of(Path.of(text)));
        };
    }

    private static ModelChoice read(LabelledFile file) {
        try {
            return new ModelChoice(file.shortName(), RankingModel.read(JsonLines.lines(file)));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    file.name() + ": " + e.getMessage() + "; give by-hand, shipped or a file of `evaluate train`",
                    e);
        }
    }
}
