package dev.sweepbook.load;

import dev.sweepbook.load.TemplateReader.Read;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The folder of the templates that scenario files name. */
public final class TemplateFolder {
    /** The template of files that name none, where the folder has it. */
    public static final String USUAL = "report.xlsx";

    private final Path folder;
    private final TemplateReader reader;

    /**
     * A folder, which need not be there.
     *
     * @param folder where the templates are
     * @param reader reads and checks them
     */
    public TemplateFolder(Path folder, TemplateReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /** The usual template, or null where the folder has none. */
    @Nullable
    Read usual() {
        return Files.isRegularFile(folder.resolve(USUAL)) ? read(USUAL) : null;
    }

    /** The template of a name, or why there is none. */
    Reading<Read> named(String name) {
        String shown = Shown.quoted(name);
        boolean steps = name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0;
        for (String step : name.split("/", -1)) {
            steps |= step.isEmpty() || step.equals(".") || step.equals("..");
        }
        if (steps) {
            return Reading.bad("must be a name in the folder of templates, such as " + USUAL + ", was " + shown);
        }
        try {
            Path file = PathText.resolve(folder, name);
            if (!Files.isRegularFile(file)) {
                return Reading.bad(
                        "there is no template " + shown + " in " + Shown.plain(PathText.of(folder)) + others(name));
            } else if (!file.toRealPath().startsWith(folder.toRealPath())) {
                return Reading.bad(shown + " leads out of the folder of templates");
            }
        } catch (InvalidPathException e) {
            return Reading.bad("must be the name of a file, was " + shown);
        } catch (IOException e) {
            return Reading.bad(shown + " cannot be read: " + ScenarioFiles.reason(e));
        }
        return Reading.good(read(name));
    }

    private String others(String name) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String text = PathText.of(file.getFileName());
                if (text.toLowerCase(Locale.ROOT).endsWith(".xlsx")
                        && !text.startsWith("~$")
                        && !text.startsWith(".")) {
                    names.add(text);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return "; there is no such folder";
        }
        names.sort(null);
        String hint = Nearest.hint(name, names);
        if (!hint.isEmpty() || names.isEmpty()) {
            return names.isEmpty() ? ", which has none" : hint;
        }
        return "; there are " + Shown.plain(String.join(", ", names));
    }

    /** Outputs name the file by its place in the folder, wherever that is. */
    private Read read(String name) {
        Path file = PathText.resolve(folder, name);
        Read read = reader.read(file, PathText.of(file));
        Template template = read.template();
        if (template == null) {
            return read;
        }
        Loaded.Input input = template.input();
        Loaded.Input known = new Loaded.Input("templates/" + name, input.sha256(), input.file());
        return new Read(new Template(known, template.parts()), read.problems());
    }
}
