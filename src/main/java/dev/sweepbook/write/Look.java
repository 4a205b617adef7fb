package dev.sweepbook.write;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The ways a cell can look. Colour means one thing: what binds a scenario, and that one does not fit. The four of the
 * bounds are told apart by colour-blind readers, and each stands beside its name.
 */
enum Look {
    TEXT(null, null, false),
    NUMBER(null, null, false),
    FLAG(null, null, false),
    HEADER("1F3A5F", "FFFFFF", true),
    NUMBER_HEADER("1F3A5F", "FFFFFF", true),
    TITLE(null, "1F3A5F", true),
    SECTION(null, "1F3A5F", true),
    SENTENCE(null, null, false),
    LABEL("E8EDF3", "1F3A5F", true),
    NUMBER_LABEL("E8EDF3", "1F3A5F", true),
    MEMORY("DCE9F5", "0B4F8A", false),
    COMPUTE("FBE6D2", "8A4300", false),
    COMMS("EADDF0", "5E2C78", false),
    OVERHEAD("E6E6E6", "444444", false),
    MISFIT("FFF3C4", "7A1F00", false),
    MISFIT_FLAG("FFF3C4", "7A1F00", false),
    QUESTION(null, "1F3A5F", true),
    MUTED("F0F0F0", "595959", false),
    LINK(null, "0B4F8A", false),
    INPUT("FFFDE7", "0000B0", false),
    /** A cell of a table that may be edited. */
    FIELD("FFFDE7", "0000B0", false),
    FIELD_NUMBER("FFFDE7", "0000B0", false),
    /** Text on one line, however long. */
    NOTE(null, null, false),
    /** Leads back to the summary: light, since LibreOffice has its own dark ink for links. */
    HEADER_LINK("E8EDF3", "0B4F8A", true);

    private final @Nullable String fill;
    private final @Nullable String ink;
    private final boolean bold;

    Look(@Nullable String fill, @Nullable String ink, boolean bold) {
        this.fill = fill;
        this.ink = ink;
        this.bold = bold;
    }

    @Nullable
    String fill() {
        return fill;
    }

    @Nullable
    String ink() {
        return ink;
    }

    boolean isBold() {
        return bold;
    }

    /** Name of the style, by which a template can say how it looks. */
    String styleName() {
        return switch (this) {
            case NUMBER_HEADER -> "sb_header_number";
            case NUMBER_LABEL -> "sb_label_number";
            case FIELD_NUMBER -> "sb_field_number";
            case MEMORY, COMPUTE, COMMS, OVERHEAD -> "sb_bound_" + name().toLowerCase(Locale.ROOT);
            default -> "sb_" + name().toLowerCase(Locale.ROOT);
        };
    }

    /** Place of the style in the workbook: 0 is the plain one every workbook has. */
    int style() {
        return ordinal() + 1;
    }

    static Look ofTerm(String term) {
        return switch (term) {
            case "memory" -> MEMORY;
            case "compute" -> COMPUTE;
            case "comms" -> COMMS;
            case "overhead" -> OVERHEAD;
            default -> TEXT;
        };
    }

    static Look ofStatus(String status) {
        if (status.startsWith("does not fit")) {
            return MISFIT;
        }
        return status.startsWith("not supported") ? MUTED : TEXT;
    }
}
