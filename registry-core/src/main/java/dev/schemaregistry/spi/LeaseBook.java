package dev.schemaregistry.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who does what only one node does at a time. Time is the store's own: clocks of nodes may differ. Thread-safe; failures are {@link
 * dev.schemaregistry.error.StoreException}s.
 *
 * <p>A lease alone stops nobody who does not know yet that it has ended; {@link RegistryStore#under} does.
 */
public interface LeaseBook {
    /**
     * Takes a lease that nobody holds, with a term higher than all before.
     *
     * @param owner not empty, and of one process only
     * @param length how long it lasts unless it is renewed
     * @return empty while somebody holds it, the owner included
     */
    Optional<Lease> take(String name, String owner, Duration length);

    /** Lets every lease that the owner has, and nobody took meanwhile, last so long from now on; those are returned, sorted by name. */
    List<Lease> renew(String owner, Duration length);

    /** Gives a lease back, so that others need not wait for its end; nothing when it was lost. */
    void release(Lease lease);

    /** The leases that are held now, sorted by name. */
    List<Lease> held();
}
