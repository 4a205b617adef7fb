package dev.sweepbook.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** The characters of a file, decoded strictly and counted by line and column; its bytes are hashed as they are read. */
final class DecodedText {
    private static final int BLOCK = 1 << 16;
    private static final int HEAD = 512;

    private final InputStream stream;
    private final MessageDigest digest = Sha256.digest();
    private final ByteBuffer in = ByteBuffer.allocate(BLOCK).flip();
    private final CharBuffer out = CharBuffer.allocate(BLOCK).flip();
    private final Charset charset;
    private final CharsetDecoder decoder;
    private boolean ended;
    private String malformed = "";
    private int line = 1;
    private int column;
    private boolean lineEnded;
    private boolean afterReturn;

    /** Opens a stream, past a byte order mark; the caller closes it. */
    DecodedText(InputStream stream) throws IOException, Unreadable {
        this.stream = stream;
        fill();
        if (!in.hasRemaining()) {
            throw new Unreadable(Place.START, "the file is empty");
        }
        byte[] head = Arrays.copyOf(in.array(), Math.min(HEAD, in.limit()));
        String fault = FileKind.fault(head);
        if (fault != null) {
            throw new Unreadable(Place.START, "the file " + fault);
        }
        in.position(FileKind.markLength(head));
        this.charset = FileKind.charset(head);
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        decode();
    }

    private void fill() throws IOException {
        in.compact();
        int from = in.position();
        int count = stream.readNBytes(in.array(), from, in.capacity() - from);
        digest.update(in.array(), from, count);
        ended = count < in.capacity() - from;
        in.position(from + count).flip();
    }

    private void decode() throws IOException {
        out.clear();
        while (out.position() == 0 && malformed.isEmpty()) {
            CoderResult result = decoder.decode(in, out, ended);
            if (result.isError()) {
                byte[] wrong = new byte[Math.min(result.length(), in.remaining())];
                in.duplicate().get(wrong);
                malformed = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(wrong);
            } else if (result.isUnderflow() && ended) {
                break;
            } else if (result.isUnderflow()) {
                fill();
            }
        }
        out.flip();
    }

    /** The next character, or -1 at the end. */
    int read() throws IOException, Unreadable {
        if (!out.hasRemaining()) {
            decode();
            if (!out.hasRemaining()) {
                return end();
            }
        }
        char c = out.get();
        if (lineEnded && !(afterReturn && c == '\n')) {
            line++;
            column = 0;
        }
        column += Character.isLowSurrogate(c) ? 0 : 1;
        afterReturn = c == '\r';
        lineEnded = c == '\n' || c == '\r';
        return c;
    }

    private int end() throws Unreadable {
        if (malformed.isEmpty()) {
            return -1;
        }
        boolean utf8 = charset.equals(StandardCharsets.UTF_8);
        throw new Unreadable(
                new Place(lineEnded ? line + 1 : line, lineEnded ? 1 : column + 1),
                "the file is not valid " + (utf8 ? "UTF-8" : "UTF-16") + ": found the bytes " + malformed
                        + (utf8 ? "; save it as UTF-8" : ""));
    }

    /** Where the character read last stands. */
    Place place() {
        return new Place(line, Math.max(1, column));
    }

    /** The characters up to the end of the line, as far as they are at hand; none is taken. */
    String restOfLine() {
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < out.remaining(); i++) {
            char c = out.get(out.position() + i);
            if (c == '\n' || c == '\r') {
                break;
            }
            rest.append(c);
        }
        return rest.toString();
    }

    boolean isUtf16() {
        return !charset.equals(StandardCharsets.UTF_8);
    }

    /** Hash of all bytes, those not yet decoded included; the stream is read to its end. */
    String sha256() throws IOException {
        byte[] block = new byte[BLOCK];
        for (int count = stream.read(block); count > 0; count = stream.read(block)) {
            digest.update(block, 0, count);
        }
        return Sha256.shown(digest);
    }
}
