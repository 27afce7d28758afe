package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The file of a registry, looked at without opening it as a database, so that a foreign or damaged file stays as it is.
 *
 * <p>The header is read as chapter 1.3 of the SQLite file format describes it.
 */
record SqliteFile(Path path) {
    /** "SREG", as the first migration writes it. */
    static final int APPLICATION_ID = 1397900615;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int PAGE_SIZE_AT = 16;
    private static final int CHANGES_AT = 24;
    private static final int PAGES_AT = 28;
    private static final int USER_VERSION_AT = 60;
    private static final int APPLICATION_ID_AT = 68;
    private static final int VALID_FOR_AT = 92;

    boolean exists() {
        return Files.exists(path);
    }

    /**
     * Makes the file so that nobody ever sees half of it: {@code fill} works on a file beside it, which then gets the name. When
     * another process was faster, its file stays.
     */
    void create(Consumer<Path> fill) {
        draft(asFunction(fill), this::publish);
    }

    /**
     * As {@link #create}, and it is this file or an error.
     *
     * @throws InvalidRequestException when something has the name already
     */
    <T> T createNew(Function<Path, T> fill) {
        requireAbsent();
        return draft(fill, draft -> {
            if (!publish(draft)) {
                throw taken();
            }
        });
    }

    /** As {@link #createNew}, but a file that has the name is kept under the name {@code aside}. At no moment there is none. */
    void replace(Consumer<Path> fill, Path aside) {
        draft(asFunction(fill), draft -> {
            Files.createLink(aside, path);
            for (String part : List.of("-wal", "-shm", "-journal")) {
                moveIfThere(beside(path, part), beside(aside, part));
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    private static Path beside(Path file, String part) {
        return file.resolveSibling(file.getFileName() + part);
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
        }
    }

    private void requireAbsent() {
        if (exists()) {
            throw taken();
        }
    }

    private InvalidRequestException taken() {
        return new InvalidRequestException(
                ErrorCode.INVALID_ARGUMENT,
                "there is a file " + path + " already; it was not changed; name one that does not exist");
    }

    /** What is done with a file that is written to the end. */
    private interface Publishing {
        void publish(Path draft) throws IOException;
    }

    private static Function<Path, Path> asFunction(Consumer<Path> fill) {
        return draft -> {
            fill.accept(draft);
            return draft;
        };
    }

    private <T> T draft(Function<Path, T> fill, Publishing publishing) {
        try {
            Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, path.getFileName() + ".", ".new", ownerOnly(folder));
            try {
                T made = fill.apply(draft);
                flush(draft);
                publishing.publish(draft);
                flushNames(folder);
                return made;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (StoreException failure) {
            throw FullDisk.whileMaking(path, failure).orElse(failure);
        } catch (IOException denied) {
            throw FullDisk.whileMaking(path, denied)
                    .orElseGet(() -> new StoreException(
                            ErrorCode.STORE_FAILED,
                            "the registry " + path + " cannot be made: " + denied.getMessage()
                                    + "; check that the folder exists and may be written",
                            denied));
        }
    }

    /** SQLite does not wait for the disk when it copies. */
    private static void flush(Path draft) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The name too must outlast a loss of power. Not every system lets a folder be opened; there it is left to the system. */
    private static void flushNames(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Whether this is the file that has the name now. */
    private boolean publish(Path draft) throws IOException {
        try {
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException another) {
            return false;
        } catch (UnsupportedOperationException noLinks) {
            Files.move(draft, path);
        }
        return true;
    }

    /**
     * The same as {@link #check}, for who makes no file where there is none.
     *
     * @throws InvalidRequestException when there is none
     */
    int requireRegistry() {
        if (!exists()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT, "there is no file " + path + "; check the name");
        }
        return check();
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Whether it may be opened by SQLite: a registry, sound as far as its header tells. */
    boolean isDatabase() {
        try {
            return check() >= 0;
        } catch (StoreException refused) {
            return refused.code() == ErrorCode.STORE_NEWER;
        }
    }

    /**
     * The schema version the header tells.
     *
     * @throws StoreException when this is not a registry, or a damaged or newer one, with the reason
     */
    int check() {
        if (!Files.isRegularFile(path)) {
            throw refused(ErrorCode.STORE_FOREIGN, "it is not a file");
        }
        ByteBuffer header = readHeader();
        if (header.limit() == 0) {
            throw refused(ErrorCode.STORE_EMPTY, "the file has no bytes; delete it to start anew, or restore a backup");
        }
        byte[] magic = new byte[Math.min(MAGIC.length, header.limit())];
        header.get(0, magic);
        if (!Arrays.equals(magic, Arrays.copyOf(MAGIC, magic.length))) {
            throw refused(ErrorCode.STORE_FOREIGN, "it is not a SQLite file; name another file");
        }
        if (header.limit() < HEADER) {
            throw refused(ErrorCode.STORE_CORRUPT, "it ends inside its header; restore a backup");
        }
        if (header.getInt(APPLICATION_ID_AT) != APPLICATION_ID) {
            throw refused(
                    ErrorCode.STORE_FOREIGN,
                    "it is a SQLite file of another application (application_id "
                            + Integer.toUnsignedString(header.getInt(APPLICATION_ID_AT)) + "); name another file");
        }
        requireAllPages(header);
        int version = header.getInt(USER_VERSION_AT);
        if (version > Migrations.CURRENT) {
            throw Migrations.newer(path.toString(), Integer.toString(version));
        }
        return version;
    }

    /** A log with content may hold pages that the file does not have yet; without one, the file must be as long as it says. */
    private void requireAllPages(ByteBuffer header) {
        int size = header.getShort(PAGE_SIZE_AT) & 0xffff;
        long pageSize = size == 1 ? 65536 : size;
        long expected = pageSize * (header.getInt(PAGES_AT) & 0xffffffffL);
        boolean trustworthy = header.getInt(CHANGES_AT) == header.getInt(VALID_FOR_AT);
        if (trustworthy && !hasLog() && length() < expected) {
            throw refused(
                    ErrorCode.STORE_CORRUPT,
                    "it was cut short: it should have " + expected + " bytes and has " + length()
                            + "; restore a backup");
        }
    }

    /** Whether a write-ahead log with content stands beside the file. */
    boolean hasLog() {
        try {
            Path log = path.resolveSibling(path.getFileName() + "-wal");
            return Files.exists(log) && Files.size(log) > 0;
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    long length() {
        try {
            return Files.size(path);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    StoreException refused(ErrorCode code, String reason) {
        return new StoreException(code, "the registry " + path + " was not opened and not changed: " + reason);
    }

    private ByteBuffer readHeader() {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {
                // reads on until the header is full or the file ends
            }
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        return header.flip();
    }

    private StoreException unreadable(IOException cause) {
        return new StoreException(
                ErrorCode.STORE_FAILED,
                "the registry " + path + " cannot be read: " + cause.getMessage() + "; check its permissions",
                cause);
    }
}
