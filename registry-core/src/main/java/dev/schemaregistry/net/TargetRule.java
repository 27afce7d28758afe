package dev.schemaregistry.net;

import dev.schemaregistry.net.AddressBlock.Audience;
import java.net.InetAddress;
import java.util.Optional;

/** Where a connection may go, by who named the target. */
public enum TargetRule {
    /** Anywhere on the Internet, and nowhere else: somebody who may not read the inside named it. */
    OUTSIDE,
    /** Also into private networks and to this machine: whoever runs the registry named it. Never to what is link-local or no host. */
    ANYWHERE_USUAL;

    /** Why nothing may connect to the address; empty when it may. */
    public Optional<String> findObjection(InetAddress address) {
        return AddressTable.find(address)
                .filter(block -> this == OUTSIDE || block.audience() == Audience.NEVER)
                .map(block -> "it is " + block.meaning());
    }
}
