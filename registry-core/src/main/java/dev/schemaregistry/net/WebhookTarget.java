package dev.schemaregistry.net;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An address to which events may be sent: on the Internet, written plainly, and checked for each of the machines behind its name.
 *
 * <p>Whoever sends must connect to one of {@link #addresses()}, and to none that is looked up anew: a name may lead elsewhere a moment
 * later. {@link CheckedSocketFactory} sees to that; redirections are not to be followed.
 *
 * @param addresses what the name led to when it was checked, at least one
 */
public record WebhookTarget(URI url, List<InetAddress> addresses) {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MOST_CHARACTERS = 2_000;
    private static final int LAST_PORT = 65_535;
    /** Read as a number by some program or other (WHATWG URL, "ends in a number"), so it must be a plain address. */
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile(".*?(^|\\.)(0[xX][0-9A-Fa-f]*|[0-9]+)\\.?$");

    private static final Pattern PLAIN_IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

    public WebhookTarget {
        addresses = List.copyOf(addresses);
    }

    /**
     * Checks an address.
     *
     * @throws InvalidRequestException with {@code INVALID_URI}, saying why nothing is sent there; the address is not repeated
     */
    public static WebhookTarget check(String url, HostResolver resolver) {
        URI uri = parse(url);
        String host = host(uri);
        try {
            List<InetAddress> addresses = resolver.resolve(host);
            addresses.forEach(
                    address -> TargetRule.OUTSIDE.findObjection(address).ifPresent(why -> {
                        throw refused("its host leads to an address where nothing is sent: " + why);
                    }));
            return new WebhookTarget(uri, addresses);
        } catch (UnknownHostException unknown) {
            throw refused("its host is unknown");
        }
    }

    private static URI parse(String url) {
        if (url.length() > MOST_CHARACTERS) {
            throw refused("it is longer than " + MOST_CHARACTERS + " characters");
        }
        try {
            URI uri = new URI(url);
            if (!SCHEMES.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
                throw refused("it does not begin with https:// or http://");
            }
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw refused("it must name a host in plain letters, and neither a user nor a fragment");
            }
            if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
                throw refused("its port is out of range");
            }
            return uri;
        } catch (URISyntaxException malformed) {
            throw refused("it is not written as RFC 3986 says");
        }
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        if (host.contains("%")) {
            throw refused("its host names a network interface or is written in percent");
        }
        boolean address = host.startsWith("[") || PLAIN_IPV4.matcher(host).matches();
        if (!address && ENDS_IN_A_NUMBER.matcher(host).matches()) {
            throw refused("its host is a number in a form that programs read differently; write it as 192.0.2.1");
        }
        if (!address && AddressTable.isInner(host)) {
            throw refused("its host is a name for something inside");
        }
        return host;
    }

    private static InvalidRequestException refused(String why) {
        return new InvalidRequestException(
                ErrorCode.INVALID_URI,
                "the webhook's address is not usable: " + why
                        + "; give a public address such as https://hooks.example.com/x");
    }
}
