package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.server.ErrorStatus;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as {@code application/problem+json} (RFC 9457), with the registry's own code; no stack trace leaves the server. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

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
        ObjectNode problem = Views.object()
                .put("type", "about:blank")
                .put("title", HttpStatus.forStatus(status).getMessage())
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
        context.status(status).contentType("application/problem+json").result(JsonText.compact(problem));
    }
}
