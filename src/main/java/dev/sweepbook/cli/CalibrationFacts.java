package dev.sweepbook.cli;

import dev.sweepbook.catalog.CalibrationParameter;
import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.load.MeasuredFiles;
import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code catalog calibrations}: each number of a calibration and what it rests on. */
final class CalibrationFacts {
    private CalibrationFacts() {}

    /** Prints the calibrations asked for, those of the folders too; a broken file is told. */
    static int print(
            List<String> asked,
            List<Path> folders,
            Function<List<Map<String, Object>>, String> shown,
            Terminal terminal) {
        MeasuredFiles files = new MeasuredFiles(folders);
        List<String> names = files.calibrationNames(null);
        if (asked.size() > 1 && !names.contains(asked.get(1))) {
            String name = asked.get(1);
            throw new UsageException(
                    "catalog calibrations: there is no " + Shown.plain(name) + Nearest.hint(name, names));
        }
        int code = ExitCode.OK;
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String name : asked.size() > 1 ? asked.subList(1, 2) : names) {
            MeasuredFiles.Found found = files.calibration(name, null);
            Calibration calibration = found.calibration();
            CalibrationValues values = found.values();
            if (calibration == null || values == null) {
                terminal.problems(found.problems().first(), found.problems().count());
                if (!found.unknown().isEmpty()) {
                    terminal.error(found.unknown());
                }
                code = ExitCode.SOME_FAILED;
            } else {
                rows.addAll(rows(calibration, values));
            }
        }
        terminal.out().print(shown.apply(rows));
        return code;
    }

    private static List<Map<String, Object>> rows(Calibration calibration, CalibrationValues values) {
        boolean ships = Calibrations.shipped().containsValue(calibration);
        Map<String, String> evidence = new LinkedHashMap<>();
        for (Calibrations.Parameter parameter : Calibrations.parameters()) {
            if (ships && parameter.calibration().equals(calibration.name())) {
                evidence.put(parameter.engine() + " " + parameter.name(), parameter.evidence());
            }
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        values.byEngine()
                .forEach((engine, byName) -> byName.forEach((name, value) -> {
                    CalibrationParameter parameter = CalibrationParameter.all().get(name);
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("calibration", calibration.name());
                    row.put("edition", calibration.version());
                    row.put("engine", engine);
                    row.put("parameter", name);
                    row.put("value", value);
                    row.put("unit", parameter == null ? "" : parameter.unit());
                    row.put(
                            "evidence",
                            evidence.getOrDefault(
                                    engine + " " + name,
                                    calibration.provenance().origin()));
                    rows.add(row);
                }));
        return rows;
    }
}
