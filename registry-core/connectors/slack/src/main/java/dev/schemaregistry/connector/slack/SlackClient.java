package dev.schemaregistry.connector.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.rate_limits.metrics.MetricsDatastore;
import com.slack.api.util.http.SlackHttpClient;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.spi.Secret;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Slack's own client, with everything off that writes logs, keeps tokens or runs threads of its own. Thread-safe.
 *
 * <p>Follows no redirect and repeats no request: what to do about a refusal, {@link SlackApi} decides.
 */
final class SlackClient implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;

    private final Slack slack;
    private final OkHttpClient http;

    private SlackClient(Slack slack, OkHttpClient http) {
        this.slack = slack;
        this.http = http;
    }

    static SlackClient open(SlackSettings settings) {
        int millis = (int) settings.requestTimeout().toMillis();
        SlackConfig config = quiet();
        config.setMethodsEndpointUrlPrefix(settings.endpoint().toString());
        config.setHttpClientCallTimeoutMillis(millis);
        config.setHttpClientReadTimeoutMillis(millis);
        config.setHttpClientWriteTimeoutMillis(millis);
        if (settings.isLocal()) {
            config.setProxyUrl("");
        }
        OkHttpClient.Builder http = SlackHttpClient.buildOkHttpClient(config)
                .newBuilder()
                .connectTimeout(Math.min(millis, CONNECT_MILLIS), TimeUnit.MILLISECONDS)
                .addInterceptor(chain -> withoutForeignText(chain.proceed(chain.request())))
                .retryOnConnectionFailure(false);
        OkHttpClient built = settings.isLocal() ? http.proxy(Proxy.NO_PROXY).build() : http.build();
        return new SlackClient(Slack.getInstance(config, new SlackHttpClient(built)), built);
    }

    /** The methods of the Web API, called with a token that stays inside of what is returned. */
    MethodsClient methods(Secret token) {
        return slack.methods(token.reveal());
    }

    /** Ends calls under way; their callers see them fail. */
    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static SlackConfig quiet() {
        SlackConfig config = new SlackConfig();
        // The default ones write requests and answers to the debug log, the token among their headers.
        config.setHttpClientResponseHandlers(List.of());
        // Statistics keep the token in a static map and ask for the team behind our back.
        config.setStatsEnabled(false);
        // Switching them off forgets the newest of the four kinds, whose thread would run for ever.
        config.getSCIM2Config().setStatsEnabled(false);
        stop(config.getSCIM2Config().getMetricsDatastore());
        return config;
    }

    /** The client logs what it cannot read in the body of a refusal; nobody here needs more than status and headers. */
    private static Response withoutForeignText(Response response) {
        if (response.isSuccessful()) {
            return response;
        }
        response.close();
        return response.newBuilder().body(ResponseBody.create("{}", null)).build();
    }

    private static void stop(MetricsDatastore metrics) {
        try {
            metrics.setStatsEnabled(false);
            metrics.close();
        } catch (Exception failed) {
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED, "the Slack client could not be set up; report it", failed);
        }
    }
}
