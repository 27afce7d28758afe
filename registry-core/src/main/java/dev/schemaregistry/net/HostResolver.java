package dev.schemaregistry.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns names into addresses. */
@FunctionalInterface
public interface HostResolver {
    /** That of this machine. */
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** That of this machine, which knows only the addresses where the rule lets connections go. */
    static HostResolver under(TargetRule rule) {
        return host -> {
            List<InetAddress> all = SYSTEM.resolve(host);
            List<InetAddress> allowed = all.stream()
                    .filter(address -> rule.findObjection(address).isEmpty())
                    .toList();
            if (allowed.isEmpty()) {
                String why = rule.findObjection(all.get(0)).orElse("it has no address");
                throw new UnknownHostException("nothing may connect to \"" + host + "\": " + why);
            }
            return allowed;
        };
    }

    /**
     * All addresses of a name, at least one.
     *
     * @throws UnknownHostException when there are none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
