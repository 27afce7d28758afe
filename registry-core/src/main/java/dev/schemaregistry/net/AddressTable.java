package dev.schemaregistry.net;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.ipv6.IPv6Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of blocks and names, as they are shipped. */
final class AddressTable {
    private static final List<AddressBlock> BLOCKS = lines("address-blocks.txt").stream()
            .map(AddressTable::block)
            .sorted(Comparator.comparing(block -> -block.block().getNetworkPrefixLength()))
            .toList();
    private static final List<String> INNER_NAMES = lines("inner-names.txt");
    /** Where an IPv4 address stands in the last 32 bits: mapped, compatible (RFC 4291), or translated (RFC 6052). */
    private static final List<AddressBlock> CARRIERS = List.of(
            AddressBlock.of("::ffff:0:0/96", AddressBlock.Audience.PRIVATE, ""),
            AddressBlock.of("::/96", AddressBlock.Audience.PRIVATE, ""),
            AddressBlock.of("64:ff9b::/96", AddressBlock.Audience.PRIVATE, ""));

    private static final int WORDS = 3;

    private AddressTable() {}

    private static AddressBlock block(String line) {
        String[] words = line.split("\\s+", WORDS);
        return AddressBlock.of(words[0], AddressBlock.Audience.valueOf(words[1].toUpperCase(Locale.ROOT)), words[2]);
    }

    /** The narrowest block that holds the address, or the IPv4 address within it; empty for one of the open Internet. */
    static Optional<AddressBlock> find(InetAddress address) {
        return find(new IPAddressGenerator().from(address));
    }

    private static Optional<AddressBlock> find(IPAddress address) {
        Optional<AddressBlock> own =
                BLOCKS.stream().filter(block -> block.contains(address)).findFirst();
        if (own.isPresent() || !(address instanceof IPv6Address six)) {
            return own;
        }
        return CARRIERS.stream().anyMatch(carrier -> carrier.contains(address))
                ? find(six.getEmbeddedIPv4Address())
                : own;
    }

    /** Whether the name leads inside by itself. */
    static boolean isInner(String host) {
        String name = "." + host.toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return plain.indexOf('.', 1) < 0 || INNER_NAMES.stream().anyMatch(plain::endsWith);
    }

    private static List<String> lines(String file) {
        try (InputStream in = AddressTable.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the table " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }
}
