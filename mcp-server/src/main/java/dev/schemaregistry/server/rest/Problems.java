package dev.schemaregistry.server.rest;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.server.ErrorStatus;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as {@code application/problem+json} (RFC 9457), with the registry's own code; no stack trace leaves the server. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final String TYPE = "application/problem+json";

    private Problems() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(
                RegistryException.class,
                (failure, context) -> write(
                        context,
                        ErrorStatus.of(failure.code()).http(),
                        failure.code().name(),
                        failure.getMessage()));
        routes.exception(HttpResponseException.class, (failure, context) -> {
            HttpStatus status = HttpStatus.forStatus(failure.getStatus());
            write(context, failure.getStatus(), status.name(), String.valueOf(failure.getMessage()));
        });
        routes.exception(Exception.class, (failure, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), failure);
            write(context, 500, "INTERNAL", "the server failed for a reason of its own; its log has the details");
        });
    }

    static void write(Context context, int status, String code, String detail) {
        context.status(status).contentType(TYPE).result(text(status, code, detail));
    }

    /** Where no route was asked for yet. */
    static void write(HttpServletResponse response, int status, String code, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType(TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(text(status, code, detail));
    }

    private static String text(int status, String code, String detail) {
        return JsonText.compact(Views.object()
                .put("type", "about:blank")
                .put("title", HttpStatus.forStatus(status).getMessage())
                .put("status", status)
                .put("code", code)
                .put("detail", detail));
    }
}
