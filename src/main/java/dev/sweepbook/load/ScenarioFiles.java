package dev.sweepbook.load;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.ooxml.Book;
import dev.sweepbook.ooxml.BookCheck;
import dev.sweepbook.ooxml.Fault;
import dev.sweepbook.ooxml.Limits;
import dev.sweepbook.ooxml.PackageFile;
import dev.sweepbook.ooxml.Refused;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads scenario files: YAML, CSV and workbooks to sweeps, every problem located. */
public final class ScenarioFiles {
    /** The most grid points a file may ask for unless the user raises it. */
    public static final long DEFAULT_LIMIT = 10_000_000L;

    private final Catalog catalog;
    private final List<Path> extraDefinitions;
    private final @Nullable TemplateFolder templates;
    private final long limit;
    private final DefinitionFolders folders = new DefinitionFolders();

    /**
     * A reader. Folders of definitions are read once, when the first file needs them.
     *
     * @param catalog the shipped models and devices
     * @param extraDefinitions folders of definitions named on the command line
     * @param limit the most grid points a file may ask for
     */
    public ScenarioFiles(Catalog catalog, List<Path> extraDefinitions, long limit) {
        this(catalog, extraDefinitions, null, limit);
    }

    /**
     * A reader of files whose reports are made from templates.
     *
     * @param catalog the shipped models and devices
     * @param extraDefinitions folders of definitions named on the command line
     * @param templates the folder of the templates, or null where nothing is made from one
     * @param limit the most grid points a file may ask for
     */
    public ScenarioFiles(Catalog catalog, List<Path> extraDefinitions, @Nullable TemplateFolder templates, long limit) {
        this.catalog = catalog;
        this.templates = templates;
        this.extraDefinitions = List.copyOf(extraDefinitions);
        this.limit = limit;
    }

    /**
     * Reads a file. Never throws for what stands in the file.
     *
     * @param root the folder the run was given, which no definition may leave
     * @param file the file
     * @return the sweep, or what is wrong
     */
    public Loaded read(Path root, Path file) {
        return read(root, file, file, book -> {});
    }

    /**
     * A report: what it asks for, and the results that stand in it.
     *
     * @param loaded what it asks for, or what is wrong
     * @param recorded its results, null where there are problems
     */
    public record Report(Loaded loaded, @Nullable Recorded recorded) {}

    /**
     * Reads a workbook that this program wrote with its results. Never throws for what stands in it.
     *
     * @param root the folder no definition may leave
     * @param standsAt where its scenario file stands: definitions are looked for from there
     * @param file the workbook
     * @param results ids of the columns that are read
     * @param sheets names of the sheets they stand on
     * @return what it asks for and its results
     */
    public Report readReport(Path root, Path standsAt, Path file, Set<String> results, List<String> sheets) {
        Recorded[] recorded = new Recorded[1];
        Loaded loaded =
                read(root, standsAt, file, book -> recorded[0] = new RecordedReader(book, results, sheets).read());
        return new Report(loaded, loaded.sweep() == null ? null : recorded[0]);
    }

    /** Takes a workbook that is open. */
    @FunctionalInterface
    private interface OpenBook {
        void take(Book book) throws IOException, Refused;
    }

    private Loaded read(Path root, Path standsAt, Path file, OpenBook more) {
        Problems problems = new Problems(PathText.of(file));
        List<Loaded.Input> inputs = new ArrayList<>();
        SweepFile sweep = null;
        try {
            Definitions definitions =
                    new Definitions(catalog, folders.forFile(root, standsAt, extraDefinitions), problems);
            String path = DefinitionFolders.relative(root, standsAt);
            sweep = switch (ending(file)) {
                case "yaml", "yml" -> yaml(root, path, file, definitions, problems, inputs);
                case "csv" -> csv(path, file, definitions, problems, inputs);
                case "xlsx" -> workbook(path, file, definitions, problems, inputs, more);
                default -> refuseKind(problems);
            };
            inputs.addAll(definitions.inputs());
        } catch (IOException e) {
            problems.add(Place.FILE, "the file cannot be read: " + reason(e));
        }
        Template template = sweep == null ? null : template(sweep, problems);
        if (template != null) {
            inputs.add(template.input());
        }
        return new Loaded(problems.isEmpty() ? sweep : null, problems, List.copyOf(inputs), template);
    }

    /** The template of a file; one that the file names was found good where it is named. */
    private @Nullable Template template(SweepFile sweep, Problems problems) {
        if (templates == null) {
            return null;
        }
        String name = sweep.report().template();
        TemplateReader.Read read = name == null
                ? templates.usual()
                : templates.named(name).orReport(problems, Place.FILE, "report.template");
        if (read == null) {
            return null;
        } else if (name == null) {
            read.problems().addTo(problems, Place.FILE, "");
        }
        return read.template();
    }

    private @Nullable SweepFile yaml(
            Path root, String path, Path file, Definitions definitions, Problems problems, List<Loaded.Input> inputs)
            throws IOException {
        YamlText text = YamlText.read(file, problems);
        Loaded.Input input = new Loaded.Input(path, text.sha256(), file);
        inputs.add(input);
        return text.text() == null
                ? null
                : new YamlScenarios(problems, definitions, templates, limit)
                        .read(text.text(), stem(file), new Definition.Source(file, root, input));
    }

    private @Nullable SweepFile csv(
            String path, Path file, Definitions definitions, Problems problems, List<Loaded.Input> inputs)
            throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            DecodedText text = new DecodedText(stream);
            SweepFile sweep = new CsvScenarios(problems, definitions, limit).read(text, stem(file));
            inputs.add(new Loaded.Input(path, text.sha256(), file));
            return sweep;
        } catch (Unreadable e) {
            problems.add(e.place(), e.reason());
            return null;
        }
    }

    private @Nullable SweepFile workbook(
            String path,
            Path file,
            Definitions definitions,
            Problems problems,
            List<Loaded.Input> inputs,
            OpenBook more)
            throws IOException {
        try (PackageFile opened = PackageFile.open(file, Limits.SCENARIOS);
                InputStream stream = Files.newInputStream(file)) {
            Loaded.Input input = new Loaded.Input(path, Sha256.hex(stream), file);
            inputs.add(input);
            Book book = Book.open(opened);
            List<Fault> faults = BookCheck.reaching(book);
            faults.forEach(fault -> problems.add(Place.FILE, Shown.escaped(fault.text())));
            SweepFile read = faults.isEmpty()
                    ? new WorkbookScenarios(problems, definitions, limit).read(book, stem(file), input)
                    : null;
            if (read != null) {
                more.take(book);
            }
            return read;
        } catch (Refused e) {
            problems.add(Place.FILE, Shown.escaped(e.fault().text()));
            return null;
        }
    }

    private static @Nullable SweepFile refuseKind(Problems problems) {
        problems.add(Place.FILE, "scenario files end in .yaml, .yml, .csv or .xlsx");
        return null;
    }

    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        return Shown.plain(String.valueOf(e.getMessage()));
    }

    private static String ending(Path file) {
        String name = PathText.of(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String stem(Path file) {
        String name = PathText.of(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
