package dev.sweepbook.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the name of a run and of a sweep, which end up in file names and sheets. */
final class Names {
    private static final int MOST_CHARACTERS = 100;
    private static final int MOST_BYTES = 200;
    private static final String FORBIDDEN = "/\\<>:\"|?*";
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "clock$");

    private Names() {}

    static Reading<String> read(String name) {
        String fault = fault(name);
        return fault == null ? Reading.good(name) : Reading.bad(fault);
    }

    private static @Nullable String fault(String name) {
        int characters = name.codePointCount(0, name.length());
        int hidden = Characters.firstHidden(name);
        int forbidden =
                name.chars().filter(c -> FORBIDDEN.indexOf(c) >= 0).findFirst().orElse(-1);
        if (name.codePoints().allMatch(c -> c == ' ' || Characters.isOddBlank(c))) {
            return "the name must not be empty or blank, was " + Shown.quoted(name);
        } else if (hidden >= 0) {
            return "the name must not hold control, bidirectional or invisible characters, holds "
                    + Characters.named(hidden) + " in " + Shown.quoted(name);
        } else if (characters > MOST_CHARACTERS) {
            return "the name must be at most " + MOST_CHARACTERS + " characters long, has " + Shown.count(characters);
        } else if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return "the name is too long for file systems: at most " + MOST_BYTES + " bytes in UTF-8, has "
                    + Shown.count(name.getBytes(StandardCharsets.UTF_8).length);
        } else if (forbidden >= 0) {
            return "the name must not hold any of the characters / \\ < > : \" | ? *, was " + Shown.quoted(name);
        } else if (name.endsWith(".") || name.endsWith(" ")) {
            return "the name must not end in a dot or a blank, was " + Shown.quoted(name);
        }
        return isDevice(name) ? "the name must not be a reserved device name, was " + Shown.quoted(name) : null;
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
        boolean numbered = stem.length() == 4
                && (stem.startsWith("com") || stem.startsWith("lpt"))
                && "0123456789¹²³".indexOf(stem.charAt(3)) >= 0;
        return numbered || DEVICES.contains(stem);
    }

    /** The rules for the id of a definition: what can be written in a cell and be told from others. */
    static @Nullable String idFault(String id) {
        int characters = id.codePointCount(0, id.length());
        boolean blankAtAnEnd = !id.strip().equals(id);
        if (id.isBlank() || blankAtAnEnd || characters > MOST_CHARACTERS) {
            return "id: must be 1 to " + MOST_CHARACTERS + " characters without a blank at either end, was "
                    + Shown.quoted(id);
        }
        int hidden = Characters.firstHidden(id);
        return hidden < 0
                ? null
                : "id: must not hold control, bidirectional or invisible characters, holds " + Characters.named(hidden);
    }

    /** Whether free text holds what a sheet or a terminal cannot. */
    static @Nullable String textFault(String text) {
        return text.codePoints()
                .filter(c -> c != '\n'
                        && c != '\t'
                        && (c < 0x20 || Characters.isControl(c) || Characters.isBidirectional(c)))
                .mapToObj(c -> "must not hold control characters, holds " + Characters.named(c))
                .findFirst()
                .orElse(null);
    }
}
