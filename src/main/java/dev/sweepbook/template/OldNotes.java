package dev.sweepbook.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The boxes of notes, drawn in an old language that is not quite XML: their rows are numbers from 0 in its text. */
final class OldNotes {
    private static final Pattern ROW = Pattern.compile("(<x:Row>\\s*)([0-9]{1,7})(\\s*</x:Row>)");
    private static final Pattern ANCHOR = Pattern.compile(
            "(<x:Anchor>\\s*[0-9]+\\s*,\\s*[0-9]+\\s*,\\s*)([0-9]{1,7})((?:\\s*,\\s*[0-9]+){3}\\s*,\\s*)([0-9]{1,7})");

    private OldNotes() {}

    static String moved(String text, String sheet, Moves moves) {
        if (!moves.concerns(sheet)) {
            return text;
        }
        String rows = ROW.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                        + (Integer.parseInt(found.group(2)) + down(found.group(2), sheet, moves))
                        + found.group(3)));
        return ANCHOR.matcher(rows).replaceAll(found -> {
            int down = down(found.group(2), sheet, moves);
            return Matcher.quoteReplacement(found.group(1)
                    + (Integer.parseInt(found.group(2)) + down)
                    + found.group(3)
                    + (Integer.parseInt(found.group(4)) + down));
        });
    }

    private static int down(String row, String sheet, Moves moves) {
        int at = Integer.parseInt(row);
        return moves.start(sheet, at + 1) - 1 - at;
    }
}
