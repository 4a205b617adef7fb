package dev.sweepbook.load;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that names what was read. */
final class Sha256 {
    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The hash of bytes, lower-case hexadecimal. */
    static String hex(byte[] bytes) {
        MessageDigest digest = digest();
        digest.update(bytes);
        return shown(digest);
    }

    /** The hash of a stream read to its end. */
    static String hex(InputStream in) throws IOException {
        MessageDigest digest = digest();
        byte[] block = new byte[1 << 16];
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
            digest.update(block, 0, count);
        }
        return shown(digest);
    }

    /** What a digest has come to, lower-case hexadecimal. */
    static String shown(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
