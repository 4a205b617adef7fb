package dev.sweepbook.report;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The devices a file uses, with every number known of them. */
public final class HardwareTable {
    private HardwareTable() {}

    /**
     * A line a device.
     *
     * @param file what is asked
     * @return the table, without the fields none of its devices has
     */
    public static Table of(SweepFile file) {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (Accelerator device : file.hardware()) {
            lines.add(line(device));
        }
        return new Table(Sheet.HARDWARE, heads(), lines).withoutEmptyColumns();
    }

    private static List<Table.Head> heads() {
        List<Table.Head> heads = new ArrayList<>();
        heads.add(text("Device", 24, "The name scenarios use"));
        heads.add(text("Name", 30, "The name a person reads"));
        for (AcceleratorField field : AcceleratorField.values()) {
            heads.add(new Table.Head(
                    field.title(),
                    unit(field),
                    16,
                    field.id() + "\nOf one device; edit it and run the workbook",
                    true));
        }
        heads.add(text("Memory type", 16, "HBM…, GDDR… or unified: what a calibration tells devices apart by"));
        heads.add(text("Price is", 14, "placeholder, not a quote, unless the file gives the price"));
        heads.add(text("Source", 44, "The document the values were read from"));
        heads.add(text("Evidence", 30, "What was read there and what was recalled"));
        heads.add(text("Note", 48, "What to beware of"));
        return heads;
    }

    private static List<@Nullable Object> line(Accelerator device) {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(device.id());
        line.add(device.name());
        for (AcceleratorField field : AcceleratorField.values()) {
            line.add(device.has(field) ? (Object) unit(field).given(device.get(field)) : null);
        }
        line.add(ModelTable.filled(device.memoryType()));
        line.add(device.has(AcceleratorField.PRICE_PER_HOUR) ? priceIs(device) : null);
        line.add(
                device.provenance().source().isEmpty()
                        ? device.provenance().origin()
                        : device.provenance().source());
        line.add(ModelTable.filled(device.provenance().evidence()));
        line.add(ModelTable.filled(device.provenance().note()));
        return line;
    }

    private static String priceIs(Accelerator device) {
        return PlaceholderPrice.isOf(device) ? "placeholder" : "given";
    }

    private static Unit unit(AcceleratorField field) {
        return field.isCount() ? Unit.COUNT : Unit.of(field.dimension());
    }

    private static Table.Head text(String title, int widest, String note) {
        return new Table.Head(title, Unit.TEXT, widest, note);
    }
}
