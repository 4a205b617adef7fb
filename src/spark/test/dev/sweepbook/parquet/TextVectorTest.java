package dev.sweepbook.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextVectorTest {
    private static final int COUNT = 10_000;

    private static List<String> texts(byte[] plain) {
        ByteBuffer bytes = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
        List<String> texts = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] text = new byte[bytes.getInt()];
            bytes.get(text);
            texts.add(new String(text, UTF_8));
        }
        return texts;
    }

    @Test
    void textsThatAllDifferAreKeptAsTheyComeWithTheirBounds() {
        TextVector vector = new TextVector(COUNT);
        for (int round = 0; round < 2; round++) {
            List<String> added = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                added.add("größer " + (COUNT + (i * 7919) % COUNT));
            }
            added.set(9_000, "z");
            added.set(9_001, "a");
            added.forEach(vector::add);

            assertThat(vector.hasDictionary()).isFalse();
            assertThat(vector.size()).isEqualTo(COUNT);
            assertThat(texts(vector.plain())).isEqualTo(added);
            assertThat(new String(vector.least(), UTF_8)).isEqualTo("a");
            assertThat(new String(vector.most(), UTF_8)).isEqualTo("z");
            vector.clear();
        }
    }

    @Test
    void fewTextsStandOnceInADictionary() {
        TextVector vector = new TextVector(COUNT);
        for (int i = 0; i < COUNT; i++) {
            vector.add(i % 3 == 0 ? "ok" : "does not fit " + i % 100);
        }

        assertThat(vector.hasDictionary()).isTrue();
        List<String> dictionary = texts(vector.dictionary());
        assertThat(dictionary).hasSize(vector.differentCount()).hasSize(101).doesNotHaveDuplicates();
        assertThat(dictionary.get(vector.place(9_999))).isEqualTo("ok");
        assertThat(dictionary.get(vector.place(9_998))).isEqualTo("does not fit 98");
    }
}
