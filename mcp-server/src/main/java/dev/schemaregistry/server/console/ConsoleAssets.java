package dev.schemaregistry.server.console;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The console's files, each by the path it is served at. The list is closed: a path that is not in it names nothing, so no path,
 * however it is written, leads out of it. Immutable; thread-safe.
 */
public final class ConsoleAssets {
    /** Where the page itself is. */
    public static final String PAGE = "/";
    /** Where the files are that the page loads. */
    public static final String FOLDER = "/console/";

    private static final String PAGE_FILE = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    private static final List<String> NAMES = List.of(
            PAGE_FILE,
            "icon.svg",
            "colors.css",
            "controls.css",
            "layout.css",
            "parts.css",
            "pages.css",
            "theme.js",
            "app.js",
            "api.js",
            "arrange.js",
            "bar.js",
            "catalogue.js",
            "changes.js",
            "classify.js",
            "diagram.js",
            "diff.js",
            "dom.js",
            "drawing.js",
            "dryrun.js",
            "editor.js",
            "events.js",
            "feed.js",
            "fields.js",
            "findings.js",
            "format.js",
            "health.js",
            "listing.js",
            "matches.js",
            "names.js",
            "parts.js",
            "router.js",
            "shell.js",
            "sources.js",
            "squiggles.js",
            "summary.js",
            "table.js",
            "token.js",
            "validate.js",
            "versions.js");
    private static final Set<String> PATHS = NAMES.stream()
            .map(name -> name.equals(PAGE_FILE) ? PAGE : FOLDER + name)
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, ConsoleAsset> assets;

    private ConsoleAssets(Map<String, ConsoleAsset> assets) {
        this.assets = Map.copyOf(assets);
    }

    /** Every path, exactly as a request for it is written. */
    public static Set<String> paths() {
        return PATHS;
    }

    /** Reads the files. */
    public static ConsoleAssets load() {
        Map<String, ConsoleAsset> assets = new TreeMap<>();
        NAMES.forEach(name -> assets.put(name, asset(name)));
        return new ConsoleAssets(assets);
    }

    /** The page itself. */
    public ConsoleAsset page() {
        return find(PAGE_FILE).orElseThrow();
    }

    /** A file of that name, without a folder. */
    public Optional<ConsoleAsset> find(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    private static ConsoleAsset asset(String name) {
        String text = read(name);
        String type = requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), name);
        return new ConsoleAsset(type, text, tag(text));
    }

    private static String read(String name) {
        try (InputStream in = ConsoleAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the console's file " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }

    private static String tag(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "W/\"" + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
