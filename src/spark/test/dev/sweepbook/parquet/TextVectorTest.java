package dev.sweepbook.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class TextVectorTest {
    private static final int ROWS = 50_000;

    private final TextVector vector = new TextVector(ROWS);

    private static List<String> texts(byte[] form) {
        ByteBuffer bytes = ByteBuffer.wrap(form).order(ByteOrder.LITTLE_ENDIAN);
        List<String> texts = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] text = new byte[bytes.getInt()];
            bytes.get(text);
            texts.add(new String(text, UTF_8));
        }
        return texts;
    }

    @Test
    void textsThatRecurAreKeptOnce() {
        for (int i = 0; i < ROWS; i++) {
            vector.add(i % 3 == 0 ? "ok" : "does not fit");
        }
        assertThat(vector.hasDictionary()).isTrue();
        assertThat(texts(vector.dictionary())).containsExactly("ok", "does not fit");
        assertThat(vector.size()).isEqualTo(ROWS);
        assertThat(IntStream.range(0, 5).map(vector::place)).containsExactly(0, 1, 1, 0, 1);
        assertThat(vector.least()).isEqualTo("does not fit".getBytes(UTF_8));
        assertThat(vector.most()).isEqualTo("ok".getBytes(UTF_8));
    }

    @Test
    void textsThatDifferStandOneBehindTheOther() {
        List<String> said = IntStream.range(0, ROWS).mapToObj(i -> "needs " + i + " GB").toList();
        said.forEach(vector::add);
        assertThat(vector.hasDictionary()).isFalse();
        assertThat(texts(vector.plain())).isEqualTo(said);
        assertThat(vector.least()).isEqualTo("needs 0 GB".getBytes(UTF_8));
        assertThat(vector.most()).isEqualTo("needs 9999 GB".getBytes(UTF_8));
    }

    @Test
    void tooManyThatRecurAreGivenUpLater() {
        List<String> said = IntStream.range(0, ROWS)
                .mapToObj(i -> i < 4_096 ? "ok" : i == 40_000 ? "µ" : "m" + i)
                .toList();
        said.forEach(vector::add);
        assertThat(vector.hasDictionary()).isFalse();
        assertThat(texts(vector.plain())).isEqualTo(said);
        assertThat(vector.least()).isEqualTo("m10000".getBytes(UTF_8));
        assertThat(vector.most()).isEqualTo("µ".getBytes(UTF_8)); // its bytes are above those of any ASCII letter
    }

    @Test
    void whatIsClearedBeginsAnew() {
        IntStream.range(0, ROWS).forEach(i -> vector.add("z" + i));
        vector.clear();
        assertThat(vector.hasDictionary()).isFalse();
        assertThat(vector.plain()).isEmpty();
        vector.add("a");
        assertThat(vector.hasDictionary()).isTrue();
        assertThat(texts(vector.dictionary())).containsExactly("a");
        assertThat(vector.most()).isEqualTo("a".getBytes(UTF_8));
    }
}
