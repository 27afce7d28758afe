package dev.schemaregistry.store.jdbc;

import java.io.IOException;

/** Copies a registry, and stops for good when it has come to a share of the work, which it tells. Arguments: from, to, percent. */
final class ChildCopier {
    private ChildCopier() {}

    public static void main(String[] arguments) {
        long percent = Long.parseLong(arguments[2]);
        RegistryCopy.copy(
                arguments[0],
                arguments[1],
                reference -> {
                    throw new IllegalStateException("no secret is needed");
                },
                (done, total) -> {
                    if (done * 100 >= total * percent) {
                        waitToBeKilled();
                    }
                });
    }

    private static void waitToBeKilled() {
        System.out.println("here");
        System.out.flush();
        try {
            System.in.read();
        } catch (IOException closed) {
            throw new java.io.UncheckedIOException(closed);
        }
    }
}
