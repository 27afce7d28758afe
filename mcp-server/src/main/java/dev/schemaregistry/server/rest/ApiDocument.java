package dev.schemaregistry.server.rest;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of the API after OpenAPI 3.1; a test holds it against the routes. */
final class ApiDocument {
    private static final String FILE = "openapi.json";

    private ApiDocument() {}

    static void addTo(RoutesConfig routes) {
        String text = text();
        routes.get(
                "/api/v1/openapi.json",
                context -> context.contentType("application/json").result(text),
                Needs.READ);
    }

    private static String text() {
        try (InputStream in = ApiDocument.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the description of the API is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + FILE, e);
        }
    }
}
