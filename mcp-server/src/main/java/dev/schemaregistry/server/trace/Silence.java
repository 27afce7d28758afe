package dev.schemaregistry.server.trace;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.watch.IntrospectionResult;
import java.util.Optional;
import java.util.function.Function;

/** Nobody asked for traces. */
enum Silence implements Tracing, RequestSpan, ToolSpan {
    INSTANCE;

    @Override
    public RequestSpan request(String method, String path, Function<String, Optional<String>> headers) {
        return this;
    }

    @Override
    public void introspected(IntrospectionResult result) {}

    @Override
    public void matched(String route) {}

    @Override
    public ToolSpan tool(String name, Optional<SourceId> source) {
        return this;
    }

    @Override
    public void end(int status) {}

    @Override
    public void answered(String outcome) {}

    @Override
    public void close() {}
}
