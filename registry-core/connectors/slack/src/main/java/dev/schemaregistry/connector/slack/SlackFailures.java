package dev.schemaregistry.connector.slack;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Slack's refusals mean for the caller (error codes of the Web API's documentation). Repeats no text but codes. */
final class SlackFailures {
    private record Meaning(ErrorCode code, String advice) {}

    private static final Meaning TOKEN =
            new Meaning(ErrorCode.SOURCE_DENIED, "check the credential reference, or make a new token for the app");
    private static final Meaning RIGHT =
            new Meaning(ErrorCode.SOURCE_DENIED, "ask an administrator of the workspace to let the app in");
    private static final Meaning BUSY =
            new Meaning(ErrorCode.SOURCE_UNREACHABLE, "Slack has trouble of its own; try again later");

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            Map.entry("not_authed", TOKEN),
            Map.entry("invalid_auth", TOKEN),
            Map.entry("token_revoked", TOKEN),
            Map.entry("token_expired", TOKEN),
            Map.entry("account_inactive", TOKEN),
            Map.entry("not_allowed_token_type", TOKEN),
            Map.entry("missing_scope", TOKEN),
            Map.entry("access_denied", RIGHT),
            Map.entry("no_permission", RIGHT),
            Map.entry("org_login_required", RIGHT),
            Map.entry("ekm_access_denied", RIGHT),
            Map.entry("team_access_not_granted", RIGHT),
            Map.entry("enterprise_is_restricted", RIGHT),
            Map.entry("two_factor_setup_required", RIGHT),
            Map.entry("service_unavailable", BUSY),
            Map.entry("internal_error", BUSY),
            Map.entry("fatal_error", BUSY),
            Map.entry("request_timeout", BUSY));

    private static final Meaning OTHER =
            new Meaning(ErrorCode.SOURCE_FAILED, "look the code up in the documentation of Slack's Web API");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,60}");
    private static final Pattern SCOPES = Pattern.compile("[a-z][a-z0-9_:.,-]{0,200}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final int SERVER_TROUBLE = 500;

    private SlackFailures() {}

    /** An answer that says it is not "ok". */
    static SourceException ofCode(String doing, String error) {
        Meaning meaning = MEANINGS.getOrDefault(error, OTHER);
        return new SourceException(
                meaning.code(), doing + " failed: Slack answers \"" + error + "\"; " + meaning.advice());
    }

    /** An answer that HTTP itself calls a failure. */
    static SourceException ofStatus(String doing, int status) {
        boolean trouble = status >= SERVER_TROUBLE;
        return new SourceException(
                trouble ? ErrorCode.SOURCE_UNREACHABLE : ErrorCode.SOURCE_FAILED,
                doing + " failed: HTTP status " + status + "; "
                        + (trouble ? BUSY.advice() : "check the endpoint, and proxies on the way there"));
    }

    /** No answer. */
    static SourceException ofConnection(String doing, IOException broken) {
        return new SourceException(
                ErrorCode.SOURCE_UNREACHABLE,
                doing + " failed: no answer (" + broken.getClass().getSimpleName()
                        + "); check that Slack can be reached from here, or raise request_timeout",
                broken);
    }

    /** An answer that makes no sense. */
    static SourceException ofAnswer(String doing, String why) {
        return new SourceException(
                ErrorCode.SOURCE_FAILED,
                doing + " failed: " + why + "; check the endpoint, and proxies on the way there");
    }

    /** An error code; something else in its place is not repeated. */
    static String word(@Nullable String error) {
        return Optional.ofNullable(error).filter(WORD.asMatchPredicate()).orElse("an error without a code");
    }

    /** The scopes that Slack says are needed; empty when it does not say. */
    static String scopes(@Nullable String needed) {
        return Optional.ofNullable(needed).filter(SCOPES.asMatchPredicate()).orElse("");
    }

    /** The header in which Slack says after how many seconds to come back. */
    static Duration retryAfter(@Nullable String header, Duration otherwise) {
        return Optional.ofNullable(header)
                .filter(SECONDS.asMatchPredicate())
                .map(Long::parseLong)
                .map(Duration::ofSeconds)
                .filter(asked -> !asked.isZero())
                .orElse(otherwise);
    }
}
