package dev.sweepbook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Calls the command in this process, on files of a folder, and keeps what it prints. */
final class Shell {
    static final String GOOD = """
            models: [llama-3.1-8b]
            hardware: [h100-sxm]
            sweep: {batch_size: [1, 2, 4], tensor_parallel: [1, 2]}
            """;
    static final String BAD = GOOD.replace("[1, 2, 4]", "[0, 2, 4]");

    private final Path top;
    private final boolean interactive;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Shell(Path top, boolean interactive) {
        this.top = top;
        this.interactive = interactive;
    }

    Path in() {
        return top.resolve("in");
    }

    Path output() {
        return top.resolve("out");
    }

    Path put(String name, String text) throws IOException {
        Path file = in().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    int call(Object... words) {
        out.reset();
        err.reset();
        List<String> args = new ArrayList<>();
        for (Object word : words) {
            args.add(word.toString());
        }
        Terminal terminal =
                new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), interactive);
        return Main.run(args.toArray(String[]::new), terminal);
    }

    int run(Object... more) {
        List<Object> words = new ArrayList<>(List.of("run", in(), "--output", output()));
        words.addAll(List.of(more));
        return call(words.toArray());
    }

    /** Results, with paths from the folder on. */
    String out() {
        return out.toString(UTF_8).replace(top + "/", "");
    }

    /** Problems, with paths from the folder on. */
    String err() {
        return err.toString(UTF_8).replace(top + "/", "");
    }

    /** The files of a folder, ledger, lock and index left out: those tell of runs and depend on the time. */
    Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    String name = folder.relativize(file).toString();
                    if (!name.startsWith(".sweepbook/") && !name.equals("index.html")) {
                        files.put(name, Files.readAllBytes(file));
                    }
                }
            }
        }
        return files;
    }
}
