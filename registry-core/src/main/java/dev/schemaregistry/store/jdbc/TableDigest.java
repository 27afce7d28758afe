package dev.schemaregistry.store.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two tables hold the same rows, whatever order they are read in: the sum of the SHA-256 of each row, in four lanes of 64
 * bits. Confined to one thread.
 */
final class TableDigest {
    private static final int LANES = 4;
    private static final byte ABSENT = 0;
    private static final byte NUMBER = 1;
    private static final byte TEXT = 2;

    private final MessageDigest digest = sha256();
    private final long[] sums = new long[LANES];
    private long rows;

    /** Adds a row of texts, numbers and nulls. */
    void add(@Nullable Object... row) {
        for (Object value : row) {
            add(value);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        for (int lane = 0; lane < LANES; lane++) {
            sums[lane] += hash.getLong();
        }
        rows++;
    }

    private void add(@Nullable Object value) {
        if (value instanceof Long number) {
            digest.update(NUMBER);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(TEXT);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        } else {
            digest.update(ABSENT);
        }
    }

    long rows() {
        return rows;
    }

    boolean isOfTheSameRows(TableDigest other) {
        return rows == other.rows && Arrays.equals(sums, other.sums);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
