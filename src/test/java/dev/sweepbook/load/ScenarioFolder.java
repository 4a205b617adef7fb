package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of scenario files, and what reading one of them says. */
record ScenarioFolder(Path root) {
    static final String HEAD = "models: [llama-3-8b]\nhardware: [h100-sxm]\n";

    Path write(String name, byte[] bytes) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Loaded load(String name, String text) {
        return load(write(name, text));
    }

    Loaded load(Path file) {
        return load(file, ScenarioFiles.DEFAULT_LIMIT);
    }

    Loaded load(Path file, long limit) {
        return new ScenarioFiles(Catalog.shipped(), List.of(), limit).read(root, file);
    }

    /** The problems as {@code line:column: message}, the path left off. */
    static List<String> messages(Loaded loaded) {
        assertThat(loaded.sweep()).as("no sweep where there are problems").isNull();
        return loaded.problems().first().stream().map(ScenarioFolder::located).toList();
    }

    private static String located(Problem problem) {
        return problem.toString().substring(problem.file().length() + 1).strip();
    }

    List<String> yamlProblems(String text) {
        return messages(load("x.yaml", text));
    }

    List<String> csvProblems(String text) {
        return messages(load("x.csv", text));
    }

    SweepFile yaml(String text) {
        return good(load("x.yaml", text));
    }

    SweepFile csv(String text) {
        return good(load("x.csv", text));
    }

    static SweepFile good(Loaded loaded) {
        assertThat(loaded.problems().first()).isEmpty();
        SweepFile sweep = loaded.sweep();
        assertThat(sweep).isNotNull();
        return sweep;
    }

    /** The values of the only axis besides model and hardware. */
    List<Object> axis(String key, String values) {
        SweepFile file = yaml(HEAD + "sweep: {" + key + ": " + values + "}\n");
        return file.sweeps().get(0).axes().get(2).steps().stream()
                .<Object>map(step -> step.get(0))
                .toList();
    }

    /** The problems of one axis, without their places. */
    List<String> axisProblems(String key, String values) {
        return yamlProblems(HEAD + "sweep: {" + key + ": " + values + "}\n").stream()
                .map(message -> message.substring(message.indexOf(' ') + 1))
                .toList();
    }
}
