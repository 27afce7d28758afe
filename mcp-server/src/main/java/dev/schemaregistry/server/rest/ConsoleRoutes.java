package dev.schemaregistry.server.rest;

import dev.schemaregistry.server.console.ConsoleAsset;
import dev.schemaregistry.server.console.ConsoleAssets;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;

/** The console's files. They hold nothing of the registry: what the pages show, they ask the API for, with the caller's token. */
final class ConsoleRoutes {
    /** The pages load nothing from elsewhere, run no text as code, and stand in no other page. */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    private final ConsoleAssets assets = ConsoleAssets.load();

    void addTo(RoutesConfig routes) {
        routes.get(ConsoleAssets.PAGE, context -> answer(context, assets.page()), Needs.NOTHING);
        routes.get(
                ConsoleAssets.FOLDER + "{file}",
                context -> {
                    protect(context);
                    answer(
                            context,
                            assets.find(context.pathParam("file"))
                                    .orElseThrow(() -> new NotFoundResponse("the console has no such file")));
                },
                Needs.NOTHING);
    }

    /** To be asked for again each time, so that a page never meets the scripts of another release; unchanged ones are not sent. */
    private static void answer(Context context, ConsoleAsset asset) {
        protect(context);
        context.header("ETag", asset.tag())
                .header("Cache-Control", "no-cache")
                .contentType(asset.type())
                .result(asset.text());
    }

    private static void protect(Context context) {
        context.header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }
}
