package dev.sweepbook.load;

import static dev.sweepbook.load.ScenarioFolder.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
    @TempDir
    Path root;

    private ScenarioFolder folder;

    @BeforeEach
    void openFolder() {
        folder = new ScenarioFolder(root);
    }

    private String onlyProblem(byte[] bytes) {
        return onlyProblem(folder.load(folder.write("x.yaml", bytes)));
    }

    private static String onlyProblem(Loaded loaded) {
        assertThat(ScenarioFolder.messages(loaded)).hasSize(1);
        return ScenarioFolder.messages(loaded).get(0);
    }

    @Test
    void aByteOrderMarkAndUtf16AreRead() {
        assertThat(folder.yaml("\ufeff" + HEAD).sweeps()).hasSize(1);
        byte[] utf16 = ("\ufeff" + HEAD).getBytes(StandardCharsets.UTF_16LE);
        assertThat(folder.load(folder.write("x.yaml", utf16)).problems().first())
                .isEmpty();
        byte[] bigEndian = ("\ufeff" + HEAD).getBytes(StandardCharsets.UTF_16BE);
        assertThat(folder.load(folder.write("x.yaml", bigEndian)).problems().first())
                .isEmpty();
    }

    @Test
    void wrongBytesAreNamedWhereTheyStand() {
        byte[] latin = (HEAD + "description: caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(onlyProblem(latin))
                .isEqualTo("3:17: the file is not valid UTF-8: found the bytes E9; save it as UTF-8");
    }

    @Test
    void whatIsNoTextIsSaidToBeNone() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(HEAD.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(onlyProblem(packed.toByteArray()))
                .isEqualTo("1:1: the file is a gzip archive, not a text file: unpack it first");
        assertThat(onlyProblem("<!DOCTYPE html><p>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("1:1: the file is an HTML or XML page, not a scenario file");
        assertThat(onlyProblem(new byte[] {'P', 'K', 3, 4, 0, 0}))
                .isEqualTo("1:1: the file is an archive or an Excel workbook, not a text file: export it as CSV");
        assertThat(onlyProblem(HEAD.getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("1:1: the file holds NUL bytes, as UTF-16 without a byte order mark does: save it as UTF-8");
        assertThat(onlyProblem(new byte[] {'a', ':', 0, 'b'}))
                .startsWith("1:1: the file holds NUL bytes: it is a binary file");
        assertThat(onlyProblem((HEAD + "x".repeat(600) + "\0").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("3:601: the file must not hold control characters, holds U+0000 null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\n", "\ufeff", "# a comment\n"})
    void anEmptyFileIsSaidToBeEmpty(String text) {
        assertThat(onlyProblem(text.getBytes(StandardCharsets.UTF_8))).startsWith("1:1: the file is empty");
    }

    @Test
    void aFileAboveOneMebibyteIsRefusedUnread() {
        String text = HEAD + "#" + "x".repeat(1 << 20);

        assertThat(onlyProblem(folder.load("x.yaml", text)))
                .isEqualTo("the file is larger than 1 MiB, the most a YAML file may be");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: a\\u2028b: 1|1:8: the file must not hold control characters, holds U+2028 line separator",
                "name: a\\u0085b: 1|1:8: the file must not hold control characters, holds U+0085 next line (nel)",
                "name: a # \\u202e|1:11: the file must not hold marks that turn the direction of text, holds U+202E right-to-left override",
                "na\\u200bme: a|1:3: the file must not hold invisible characters, holds U+200B zero width space",
                "\\u00a0name: a|1:1: lines are indented with the space bar's blank, found U+00A0 no-break space",
                "name: a\\u0007|1:8: the file must not hold control characters, holds U+0007 bel"
            })
    void hiddenCharactersAreNamed(String text, String message) {
        String unescaped = text;
        for (int code : new int[] {0x2028, 0x85, 0x202e, 0x200b, 0xa0, 7}) {
            unescaped = unescaped.replace(String.format(Locale.ROOT, "\\u%04x", code), Character.toString(code));
        }

        assertThat(onlyProblem(unescaped.getBytes(StandardCharsets.UTF_8))).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: \"open|1:7: not valid YAML: the quote opened here is never closed",
                "name: 'open|1:7: not valid YAML: the quote opened here is never closed",
                "a: b: c|1:5: not valid YAML: a second ': ' in a value; put quotes around the value, in 'a: b: c'",
                "sweep: [8, , 1]|1:12: not valid YAML: expected the node content, but found ','; while parsing a flow node begun at 1:12, in 'sweep: [8, , 1]'",
                "name: &a x|1:7: anchors are not allowed, found '&a'; leave it out",
                "name: !!str x|1:7: tags are not allowed, found '!!str'; leave it out",
                "name: !secret x|1:7: tags are not allowed, found '!secret'; leave it out",
                "<<: {a: 1}|1:1: merge keys (<<) are not allowed; write the values out",
                "~: 1|1:1: a key must be text, was nothing",
                "[1]: 1|1:1: a key must be text, was a list"
            })
    void whatYamlWouldLetPassIsRefusedInOneLine(String line, String message) {
        assertThat(folder.yamlProblems(line + "\n" + (message.contains("YAML") ? "" : HEAD)))
                .containsExactly(message);
    }

    @Test
    void aliasesAreRefusedAndTheirValueStillChecked() {
        assertThat(folder.yamlProblems(HEAD + "sweep: {batch_size: [&b 0, *b], prompt_tokens: *nope}\n"))
                .containsExactly(
                        "3:22: anchors are not allowed, found '&b'; leave it out",
                        "3:22: batch_size: must be at least 1, was 0",
                        "3:28: aliases are not allowed, found '*b'; write the value out",
                        "3:28: batch_size: must be at least 1, was 0",
                        "3:48: aliases are not allowed, found '*nope'; write the value out");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(folder.yamlProblems(HEAD + "---\nname: b\n"))
                .containsExactly("3:1: a file holds one document; a second begins here");
        assertThat(folder.yaml("---\n" + HEAD + "...\n").sweeps()).hasSize(1);
    }

    @Test
    void bothPlacesOfADuplicateKeyAreNamed() {
        assertThat(folder.yamlProblems("name: a\n" + HEAD + "name: b\n"))
                .containsExactly("4:1: name: is written twice, first at 1:1");
    }

    @Test
    void tabsAreNamed() {
        assertThat(folder.yamlProblems(HEAD + "sweep:\n\tbatch_size: [1]\n"))
                .containsExactly("4:1: not valid YAML: a tab stands where only blanks may; indent with blanks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "- ", "{a: ", "? ", "[{a: "})
    void tenThousandLevelsEndQuickly(String opening) {
        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(folder.yamlProblems(opening.repeat(10_000)))
                        .singleElement()
                        .asString()
                        .contains("nested too deep: at most 32 levels of lists and maps"));
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertThat(folder.yamlProblems(HEAD + "description: \"\\uD800\"\n"))
                .contains("3:14: half a surrogate pair is no character, found '\\uD800'");
        assertThat(folder.yaml(HEAD + "description: \"\\U0001F600 \ud83d\ude00\"\n")
                        .description())
                .isEqualTo("\ud83d\ude00 \ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\xZZ", "\\U00110000", "\\q"})
    void anEscapeOfNothingIsASyntaxError(String escape) {
        assertThat(folder.yamlProblems("name: \"" + escape + "\"\n"))
                .singleElement()
                .asString()
                .contains("not valid YAML: ");
    }

    @Test
    void theShaIsOfTheBytesRead() {
        Loaded loaded = folder.load("sub/x.yaml", HEAD);

        assertThat(loaded.inputs()).singleElement().satisfies(input -> {
            assertThat(input.path()).isEqualTo("sub/x.yaml");
            assertThat(input.sha256()).isEqualTo(org.apache.commons.codec.digest.DigestUtils.sha256Hex(HEAD));
            assertThat(input.file()).hasContent(HEAD);
        });
    }

    @Test
    void aMissingFileIsAProblemNotAnException() {
        assertThat(ScenarioFolder.messages(folder.load(root.resolve("none.yaml"))))
                .containsExactly("the file cannot be read: there is no such file");
    }
}
