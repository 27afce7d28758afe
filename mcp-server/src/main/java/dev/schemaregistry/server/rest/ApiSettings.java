package dev.schemaregistry.server.rest;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.access.Access;
import dev.schemaregistry.server.access.AccessSettings;
import dev.schemaregistry.server.mcp.SessionLimits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How the API is served.
 *
 * @param host the address to listen at
 * @param port 0 for a free one
 * @param access who may call, and how much
 * @param hostNames names under which callers may reach it, beside {@code host} and the names of loopback
 * @param sessions of MCP clients
 */
public record ApiSettings(String host, int port, Access access, Set<String> hostNames, SessionLimits sessions) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws InvalidRequestException for an address beyond loopback where nobody needs a credential, or one that is none */
    public ApiSettings {
        requireNonNull(host, "host");
        requireNonNull(access, "access");
        requireNonNull(sessions, "sessions");
        hostNames = Set.copyOf(hostNames);
        if (port < 0 || port > 65_535) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT, "port " + port + " is out of range; use 0 to 65535");
        }
        if (!isLoopback(host) && !access.isRequired()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "address " + host + " can be reached from other machines, so a token is required; give one with"
                            + " --token env:NAME, name API keys in the configuration, or listen at 127.0.0.1");
        }
    }

    /** Loopback, where nobody needs a credential. */
    public static ApiSettings loopback(int port) {
        Access open = new Access(List.of(), AccessSettings.DEFAULT, Clock.systemUTC());
        return new ApiSettings("127.0.0.1", port, open, Set.of(), SessionLimits.DEFAULT);
    }

    /** Every name that may stand in a Host header, in lower case without port. */
    Set<String> allowedNames() {
        Set<String> names = new HashSet<>();
        hostNames.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        names.add(host.contains(":") ? '[' + host + ']' : host.toLowerCase(Locale.ROOT));
        if (isLoopback(host)) {
            names.addAll(LOOPBACK);
        }
        return names;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT, "address \"" + host + "\" is not one of this machine", unknown);
        }
    }
}
