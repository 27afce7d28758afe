package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.server.access.Access;
import dev.schemaregistry.server.access.OauthSettings;
import dev.schemaregistry.server.access.Scope;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a caller without a fitting credential is told: that a bearer token is needed (RFC 6750), with which scope, and where the
 * description of this resource is (RFC 9728), as the authorization part of MCP asks for.
 */
final class Challenge {
    /** The start of all addresses at which the description can be asked for. */
    static final String METADATA = "/.well-known/oauth-protected-resource";

    private static final String HEADER = "WWW-Authenticate";

    private final Access access;

    Challenge(Access access) {
        this.access = access;
    }

    void addTo(RoutesConfig routes) {
        routes.get(METADATA, this::describe, Needs.NOTHING);
        routes.get(METADATA + "/{resource}", this::describe, Needs.NOTHING);
    }

    private void describe(Context context) {
        OauthSettings oauth = access.oauth()
                .orElseThrow(() -> new NotFoundResponse(
                        "this server takes no OAuth access tokens; ask whoever runs it for an API key"));
        context.contentType("application/json")
                .result(JsonText.compact(Views.object()
                        .put("resource", oauth.resource().toString())
                        .put("resource_name", "Schema Registry for Agents")
                        .<ObjectNode>set("authorization_servers", JsonText.tree(List.of(oauth.issuer())))
                        .<ObjectNode>set("bearer_methods_supported", JsonText.tree(List.of("header")))
                        .set(
                                "scopes_supported",
                                JsonText.tree(Arrays.stream(Scope.values())
                                        .map(scope -> oauth.scopePrefix() + scope.word())
                                        .toList()))));
    }

    /** @param presented whether there was a credential at all */
    void unknown(HttpServletResponse response, boolean presented) throws IOException {
        response.setHeader(HEADER, "Bearer" + parameters(presented ? List.of("error=\"invalid_token\"") : List.of()));
        Problems.write(
                response,
                401,
                "UNAUTHORIZED",
                presented
                        ? "the token is unknown, expired or not made out to this server"
                        : "a token is required: Authorization: Bearer …");
    }

    void insufficient(Context context, Scope needed) {
        String word = access.oauth().map(OauthSettings::scopePrefix).orElse("") + needed.word();
        context.header(HEADER, "Bearer" + parameters(List.of("error=\"insufficient_scope\"", "scope=\"" + word + '"')));
        Problems.write(
                context,
                403,
                "FORBIDDEN",
                "this needs the scope \"" + needed.word() + "\", which the caller lacks; ask for a key with it");
    }

    private String parameters(List<String> own) {
        Optional<String> metadata =
                access.oauth().map(oauth -> "resource_metadata=\"" + metadata(oauth.resource()) + '"');
        List<String> all = Stream.concat(own.stream(), metadata.stream()).toList();
        return all.isEmpty() ? "" : ' ' + String.join(", ", all);
    }

    /** RFC 9728, section 3.1: the well-known part goes between host and path. */
    private static URI metadata(URI resource) {
        String path = resource.getRawPath() == null || resource.getRawPath().equals("/") ? "" : resource.getRawPath();
        return URI.create(resource.getScheme() + "://" + resource.getRawAuthority() + METADATA + path);
    }
}
