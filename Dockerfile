# Builds the program and the image that runs it; docs/docker.md tells how to use it.

FROM node:22.20.0-bookworm-slim AS node

FROM maven:3.9.11-eclipse-temurin-17 AS build
# The build fetches PostgreSQL's grammar with npm.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2/repository \
    --mount=type=cache,target=/root/.npm \
    mvn -B -Pfast -Dmaven.test.skip=true -pl mcp-server -am package

FROM eclipse-temurin:17.0.17_10-jre-noble
LABEL org.opencontainers.image.title="schema-registry" \
      org.opencontainers.image.description="A versioned registry of data source schemas for agents: MCP, REST, command line" \
      org.opencontainers.image.licenses="Apache-2.0"
# A fixed id, so that volumes and security policies can name it.
RUN groupadd --system --gid 10001 registry \
    && useradd --system --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin registry \
    && install -d -o 10001 -g 10001 -m 0700 /data \
    && curl --version
COPY --from=build /build/schema-registry /opt/schema-registry/schema-registry
COPY --from=build /build/mcp-server/target/app /opt/schema-registry/app
# The first start takes an image of the loaded classes into the app folder, which only root may write.
RUN SCHEMA_REGISTRY_HOME=/tmp/rehearsal /opt/schema-registry/schema-registry --version && rm -rf /tmp/*
ENV SCHEMA_REGISTRY_HOME=/data \
    SCHEMA_REGISTRY_IN_CONTAINER=true
USER 10001:10001
VOLUME /data
EXPOSE 8765
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--show-error", "--max-time", "4", "--output", "/dev/null", "http://127.0.0.1:8765/health"]
# Listens beyond loopback, so it wants a token; answers callers that reach it by a published port of their own machine.
ENTRYPOINT ["/opt/schema-registry/schema-registry"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8765", "--token", "file:/run/secrets/registry_token", \
    "--host-name", "localhost", "--host-name", "127.0.0.1"]
