package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.RankingModel;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Writes a model with where it comes from above it. */
public final class ModelFile {
    private ModelFile() {}

    /**
     * Writes the file anew.
     *
     * @throws InvalidRequestException when it cannot be written
     */
    public static void write(Path file, RankingModel model, List<RoutingTraining.Input> inputs, Clock clock) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# How much each signal counts when questions are routed, and which words of questions mean which words of schemas.");
        lines.add("# Learned by `schema-registry evaluate train` on "
                + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                + " from these files (SHA-256); see docs/evaluation-routing.md:");
        inputs.stream()
                .flatMap(input -> Stream.concat(Stream.of(input.catalog(), input.questions()), input.values().stream()))
                .distinct()
                .forEach(path -> lines.add("#   " + path.getFileName() + " " + hash(path)));
        lines.addAll(model.lines());
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw failed(file + " cannot be written", e);
        }
    }

    private static String hash(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw failed(file + " cannot be read", e);
        }
    }

    private static InvalidRequestException failed(String what, Exception cause) {
        return new InvalidRequestException(ErrorCode.INVALID_ARGUMENT, what + ": " + cause.getMessage(), cause);
    }
}
