package dev.sweepbook.ooxml;

/**
 * One entry of an archive's directory.
 *
 * @param name as written
 * @param method 0 stored, 8 deflated
 * @param flags general purpose bits
 * @param crc CRC-32 of the content
 * @param packedBytes length in the archive (B)
 * @param bytes length of the content (B)
 * @param header where its local header begins
 */
record ZipEntryPlace(String name, int method, int flags, long crc, long packedBytes, long bytes, long header) {
    private static final int ENCRYPTED = 1;
    private static final int DESCRIPTOR = 8;

    boolean isFolder() {
        return name.endsWith("/") && bytes == 0;
    }

    boolean isEncrypted() {
        return (flags & ENCRYPTED) != 0;
    }

    /** Whether sizes and CRC follow the content, so that the local header need not have them. */
    boolean hasDescriptor() {
        return (flags & DESCRIPTOR) != 0;
    }
}
