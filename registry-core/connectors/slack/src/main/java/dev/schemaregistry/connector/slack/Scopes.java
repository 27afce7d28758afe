package dev.schemaregistry.connector.slack;

import com.slack.api.methods.response.auth.AuthTestResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The scopes of a token, as Slack lists them with each answer. */
record Scopes(List<String> granted) {
    private static final String HEADER = "x-oauth-scopes";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_:.-]{0,80}");

    /** What lets nobody change anything; scopes for administrators are no such thing, not even for reading. */
    private static final Pattern HARMLESS =
            Pattern.compile("(?!admin)(.*:(read|history|list)(\\..*)?|identify|identity\\..*|openid|email|profile)");

    Scopes {
        granted = List.copyOf(granted);
    }

    static Scopes of(AuthTestResponse answer) {
        Map<String, List<String>> headers =
                Optional.ofNullable(answer.getHttpResponseHeaders()).orElse(Map.of());
        return new Scopes(headers.getOrDefault(HEADER, List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(NAME.asMatchPredicate())
                .distinct()
                .sorted()
                .toList());
    }

    /** Those that let the token do more than read. */
    List<String> powers() {
        return granted.stream()
                .filter(scope -> !HARMLESS.matcher(scope).matches())
                .toList();
    }
}
