package dev.sweepbook.template;

import dev.sweepbook.ooxml.Area;
import java.util.Optional;

/** An area of a named sheet, as names and charts refer to it. */
record SheetArea(String sheet, Area area) {
    static Optional<SheetArea> of(String text) {
        String plain = text.strip();
        int mark = plain.lastIndexOf('!');
        if (mark < 1) {
            return Optional.empty();
        }
        String sheet = plain.substring(0, mark);
        String name = sheet.length() > 2 && sheet.startsWith("'") && sheet.endsWith("'")
                ? sheet.substring(1, sheet.length() - 1).replace("''", "'")
                : sheet;
        return Area.of(plain.substring(mark + 1)).map(area -> new SheetArea(name, area));
    }
}
