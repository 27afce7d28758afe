package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.net.TargetRule;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Names as gRPC resolves them, without the addresses to which nothing may connect. Found by gRPC as a service, for targets that begin
 * with {@code checked:}; other channels of this JVM are not touched.
 */
public final class CheckedNames extends NameResolverProvider {
    private static final String SCHEME = "checked";
    /** Below that of DNS, which stays what others use. */
    private static final int PRIORITY = 1;

    /** The target of a channel to this server. */
    static String target(String host, int port) {
        String name = host.replace("[", "").replace("]", "");
        return SCHEME + ":///" + (name.contains(":") ? "%5B" + name + "%5D" : name) + ':' + port;
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return PRIORITY;
    }

    @Override
    public String getDefaultScheme() {
        return SCHEME;
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
        URI name = URI.create("dns://" + target.getRawPath());
        return new Checked(NameResolverRegistry.getDefaultRegistry().asFactory().newNameResolver(name, args));
    }

    private static final class Checked extends NameResolver {
        private final NameResolver names;

        Checked(NameResolver names) {
            super();
            this.names = names;
        }

        @Override
        public String getServiceAuthority() {
            return names.getServiceAuthority();
        }

        @Override
        public void start(Listener2 listener) {
            names.start(new Listener2() {
                @Override
                public void onResult(ResolutionResult result) {
                    listener.onResult(checked(result));
                }

                @Override
                public Status onResult2(ResolutionResult result) {
                    return listener.onResult2(checked(result));
                }

                @Override
                public void onError(Status error) {
                    listener.onError(error);
                }
            });
        }

        @Override
        public void refresh() {
            names.refresh();
        }

        @Override
        public void shutdown() {
            names.shutdown();
        }
    }

    private static NameResolver.ResolutionResult checked(NameResolver.ResolutionResult result) {
        StatusOr<List<EquivalentAddressGroup>> found = result.getAddressesOrError();
        return found.hasValue()
                ? result.toBuilder()
                        .setAddressesOrError(allowed(found.getValue()))
                        .build()
                : result;
    }

    private static StatusOr<List<EquivalentAddressGroup>> allowed(List<EquivalentAddressGroup> groups) {
        Optional<String> objection = groups.stream()
                .flatMap(group -> group.getAddresses().stream())
                .flatMap(address -> findObjection(address).stream())
                .findFirst();
        return objection
                .map(why -> StatusOr.<List<EquivalentAddressGroup>>fromStatus(
                        Status.UNAVAILABLE.withDescription("nothing may connect to that address: " + why)))
                .orElseGet(() -> StatusOr.fromValue(groups));
    }

    private static Optional<String> findObjection(SocketAddress address) {
        return address instanceof InetSocketAddress internet && !internet.isUnresolved()
                ? TargetRule.ANYWHERE_USUAL.findObjection(internet.getAddress())
                : Optional.empty();
    }
}
