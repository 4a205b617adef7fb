package dev.sweepbook.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages with zstd, without Hadoop's streams between. One thread has it to itself. */
final class ZstdCompressor implements BytesInputCompressor {
    private static final int LEVEL = 1;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
    private final Plain plain = new Plain();
    private byte[] room = new byte[0];

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
        plain.reset();
        bytes.writeAllTo(plain);
        int most = Math.toIntExact(Zstd.compressBound(plain.size()));
        if (room.length < most) {
            room = new byte[most];
        }
        int length = context.compressByteArray(room, 0, room.length, plain.bytes(), 0, plain.size());
        return BytesInput.from(Arrays.copyOf(room, length));
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        context.close();
    }

    /** The bytes of a page, without a copy. */
    private static final class Plain extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }
}
