package dev.sweepbook.diff;

import dev.sweepbook.report.Edition;
import dev.sweepbook.report.RunFacts;
import java.util.List;
import java.util.Map;

/** What it is called that a recorded result is not what this version makes of the recorded inputs. */
final class Remainder {
    private Remainder() {}

    /** The cause for two sides that a version of the program compares. */
    static Cause of(Side old, Side now, String version) {
        boolean sameTool = isOf(old, version) && isOf(now, version);
        boolean sameValues = hasSameCalibrations(old) && hasSameCalibrations(now);
        if (sameTool) {
            return sameValues ? Cause.RECORDED : Cause.CALIBRATION_VALUES;
        }
        return sameValues ? Cause.TOOL : Cause.TOOL_OR_CALIBRATION;
    }

    private static boolean isOf(Side side, String version) {
        return side.recorded() == null || side.edition().tool().equals(version);
    }

    /** Whether the values that stand behind the names now are those the report was made with, as far as it says. */
    private static boolean hasSameCalibrations(Side side) {
        Map<String, String> then = side.edition().calibrations();
        RunFacts facts = new RunFacts("", "", List.of());
        Map<String, String> at = Edition.of(facts, side.file()).calibrations();
        if (side.recorded() != null && side.edition().tool().isEmpty()) {
            return false; // an old report, which does not tell
        }
        return side.recorded() == null
                || then.entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(at.getOrDefault(entry.getKey(), entry.getValue())));
    }
}
