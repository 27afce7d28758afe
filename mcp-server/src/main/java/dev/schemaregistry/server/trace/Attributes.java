package dev.schemaregistry.server.trace;

import io.opentelemetry.api.common.AttributeKey;

/** What spans say, under the names of OpenTelemetry's semantic conventions where these have one. */
final class Attributes {
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
    static final AttributeKey<String> SOURCE = AttributeKey.stringKey("registry.source");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("registry.outcome");

    private Attributes() {}
}
