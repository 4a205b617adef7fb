package dev.sweepbook.ooxml;

import static dev.sweepbook.ooxml.Packages.SHEET;
import static dev.sweepbook.ooxml.Packages.base;
import static dev.sweepbook.ooxml.Packages.faults;
import static dev.sweepbook.ooxml.Packages.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageFileTest {
    private final byte[] good = zip(base());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void everyTruncatedCopyIsRefused(int tenths) throws IOException {
        byte[] part = Arrays.copyOf(good, good.length * tenths / 10);
        assertThat(faults(part))
                .containsExactly(
                        "is damaged or not complete: the end of its archive is missing, a copy may still be in progress");
    }

    @Test
    void whatIsNoArchiveIsToldByItsFirstBytes() throws IOException {
        assertThat(faults(new byte[0])).containsExactly("is empty");
        assertThat(faults("model,hardware\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("is no .xlsx workbook: it does not begin as the archive one is");
        assertThat(faults(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0}))
                .containsExactly(
                        "is an old .xls workbook or one with a password (OLE2 format): save it as .xlsx without a password");
    }

    @Test
    void bytesBeforeTheArchiveAreRefused() throws IOException {
        ByteArrayOutputStream polyglot = new ByteArrayOutputStream();
        polyglot.writeBytes(Arrays.copyOf(good, 4)); // a signature of an archive, then something else
        polyglot.writeBytes("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        polyglot.writeBytes(good);
        assertThat(faults(polyglot.toByteArray()))
                .containsExactly("holds 14 bytes before or inside its archive that belong to no part");
    }

    @Test
    void anotherNameInTheLocalHeaderIsRefused() throws IOException {
        byte[] two = good.clone();
        int at = new String(two, StandardCharsets.ISO_8859_1).indexOf("xl/workbook.xml");
        two[at] = 'y';
        assertThat(faults(two))
                .containsExactly(
                        "xl/workbook.xml: is described in two ways by the archive, and readers differ on which counts");
    }

    @Test
    void aPartThatChangedIsRefusedByItsChecksum() throws IOException {
        byte[] changed = good.clone();
        int directory = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).getInt(changed.length - 6);
        changed[directory + 16] ^= 1; // CRC of the first part
        assertThat(faults(changed))
                .containsExactly("[Content_Types].xml: is damaged: its content does not match its checksum");
    }

    @Test
    void twoPartsInOnePlaceAreRefused() throws IOException {
        byte[] overlapping = good.clone();
        ByteBuffer bytes = ByteBuffer.wrap(overlapping).order(ByteOrder.LITTLE_ENDIAN);
        int first = bytes.getInt(overlapping.length - 6);
        int second = first + 46 + bytes.getShort(first + 28);
        bytes.putInt(second + 42, bytes.getInt(first + 42));
        assertThat(faults(overlapping))
                .singleElement()
                .asString()
                .contains("overlaps the part before it in the archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.xml", "/etc/x.xml", "xl/../../x.xml", "xl\\x.xml", "C:/x.xml", "xl//x.xml"})
    void aNameThatClimbsOutIsRefused(String name) throws IOException {
        Map<String, String> parts = base();
        parts.put(name, "<x/>");
        assertThat(faults(parts))
                .containsExactly(
                        name + ": is no plain name of a part: names that climb out of the archive are refused");
    }

    @Test
    void aNameOfAnyLengthIsToldByItsBeginningAndItsEnd() throws IOException {
        Map<String, String> parts = new LinkedHashMap<>(base());
        parts.put("../" + "x".repeat(60_000), "");
        assertThat(faults(zip(parts)))
                .containsExactly("../" + "x".repeat(97) + "…" + "x".repeat(100)
                        + ": is no plain name of a part: names that climb out of the archive are refused");
    }

    @Test
    void aNameTwiceInAnotherCaseIsADuplicate() throws IOException {
        Map<String, String> parts = base();
        parts.put("XL/Worksheets/SHEET1.xml", "<x/>");
        assertThat(faults(parts))
                .containsExactly(
                        "XL/Worksheets/SHEET1.xml: is a duplicate: the archive holds it twice, and readers differ on which counts");
    }

    @Test
    void tooManyPartsAreRefusedBeforeTheyAreRead() throws IOException {
        Map<String, String> parts = base();
        for (int i = 0; i < 996; i++) {
            parts.put("xl/media/" + i + ".png", "");
        }
        assertThat(faults(parts)).containsExactly("has 1,001 entries in its archive, at most 1,000 are read");
    }

    @Test
    @Timeout(20)
    void aBombIsRefusedWhereverItIs() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        base().forEach((name, text) -> parts.put(name, text.getBytes(StandardCharsets.UTF_8)));
        parts.put("xl/media/a.png", new byte[64 << 20]);
        byte[] bomb = Packages.zipBytes(parts);
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(faults(bomb))
                .containsExactly(
                        "xl/media/a.png: is a zip bomb: it unpacks to more than 200 times its size in the archive");
    }

    @Test
    void sizesThatAreLiedAboutAreRefused() throws IOException {
        byte[] lying = good.clone();
        ByteBuffer bytes = ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(lying.length - 6);
        bytes.putInt(directory + 24, 10); // content of the first part
        assertThat(faults(lying))
                .containsExactly("[Content_Types].xml: is too large once unpacked: above the limit of 10 bytes");
    }

    @Test
    void aPartIsFoundInAnyLetterCase() throws IOException, Refused {
        try (PackageFile file = PackageFile.open(good, Limits.TEMPLATE)) {
            assertThat(file.find("XL/Worksheets/Sheet1.XML")).contains(SHEET);
            assertThat(file.find("xl/none.xml")).isEmpty();
        }
    }
}
