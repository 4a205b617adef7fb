package dev.sweepbook.load;

import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.catalog.Measurements;
import dev.sweepbook.estimate.Calibration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads files of measurements, and the calibrations they are held against. */
public final class MeasuredFiles {
    private final DefinitionFolders folders = new DefinitionFolders();
    private final List<Path> extraDefinitions;

    /**
     * A reader.
     *
     * @param extraDefinitions folders of definitions named on the command line
     */
    public MeasuredFiles(List<Path> extraDefinitions) {
        this.extraDefinitions = List.copyOf(extraDefinitions);
    }

    /**
     * Reads a file of the user's. Definitions stand in {@code catalog/} beside it.
     *
     * @param file the file
     * @return its measurements, or what is wrong with it
     * @throws IOException where it cannot be read
     */
    public Measured read(Path file) throws IOException {
        Problems problems = new Problems(PathText.of(file));
        Definitions definitions =
                new Definitions(Catalog.withMeasured(), folders.forFile(root(file), file, extraDefinitions), problems);
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, PathText.of(file), definitions, problems);
        }
    }

    /**
     * Reads measurements that ship.
     *
     * @param source where they come from
     * @return its measurements
     * @throws IOException where the program's own files cannot be read
     */
    public Measured read(Measurements.Source source) throws IOException {
        String name = source.id() + ".csv";
        Problems problems = new Problems(name);
        Definitions definitions = new Definitions(Catalog.withMeasured(), List.of(), problems);
        try (InputStream stream = Measurements.open(source)) {
            return read(stream, name, definitions, problems);
        }
    }

    private static Measured read(InputStream stream, String name, Definitions definitions, Problems problems)
            throws IOException {
        try {
            return new CsvMeasurements(name, problems, definitions).read(new DecodedText(stream));
        } catch (Unreadable e) {
            problems.add(e.place(), e.reason());
            return new Measured(List.of(), List.of(), problems, List.of());
        }
    }

    private static Path root(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? file : folder;
    }

    /**
     * What looking for a calibration gave.
     *
     * @param calibration ready to estimate with, or null where there is none
     * @param values the numbers it is made of, or null where there is none
     * @param unknown why nothing has the name, empty where something has
     * @param problems what is wrong with the file that has it
     */
    public record Found(
            @Nullable Calibration calibration, @Nullable CalibrationValues values, String unknown, Problems problems) {}

    /**
     * Finds a calibration beside a file, in the folders of the command line, or among those that ship.
     *
     * @param name the name scenarios use
     * @param file a file it may stand beside, or null
     * @return the calibration, or what is wrong
     */
    public Found calibration(String name, @Nullable Path file) {
        Problems problems = new Problems(name);
        Reading<CalibrationFiles.Known> found = files(file, problems).find(name);
        if (found instanceof Reading.Good<CalibrationFiles.Known> good) {
            return new Found(good.value().calibration(), good.value().values(), "", problems);
        }
        String unknown = found instanceof Reading.Bad<CalibrationFiles.Known> bad ? bad.reason() : "";
        return new Found(null, null, unknown, problems);
    }

    /**
     * The names of every calibration that can be found.
     *
     * @param file a file they may stand beside, or null
     * @return what ships, then the user's
     */
    public List<String> calibrationNames(@Nullable Path file) {
        return files(file, new Problems("")).names();
    }

    private CalibrationFiles files(@Nullable Path file, Problems problems) {
        Path beside = file == null ? Path.of("scenarios", "x") : file;
        return new CalibrationFiles(
                file == null && extraDefinitions.isEmpty()
                        ? List.of()
                        : folders.forFile(root(beside), beside, extraDefinitions),
                problems);
    }
}
