package dev.schemaregistry.net;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;

/**
 * Addresses with the same beginning.
 *
 * @param audience who may still connect there
 * @param meaning what the block is for, for a sentence
 */
record AddressBlock(IPAddress block, Audience audience, String meaning) {
    enum Audience {
        /** Whoever runs the registry, when they say so. */
        PRIVATE,
        /** Nobody. */
        NEVER
    }

    static AddressBlock of(String block, Audience audience, String meaning) {
        return new AddressBlock(new IPAddressString(block).getAddress(), audience, meaning);
    }

    boolean contains(IPAddress address) {
        return address.getIPVersion() == block.getIPVersion() && block.contains(address);
    }
}
