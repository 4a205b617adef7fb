package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.TextNode;
import dev.sweepbook.ooxml.Cell;
import dev.sweepbook.ooxml.CellPlace;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Provenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a workbook's sheet of devices. A row nobody edited is the device it was. */
final class WorkbookDevices implements WorkbookDefinitions.Maker {
    private static final String PEAKS = "peak_flops.";
    private static final List<String> TEXTS = List.of("name", "memory_type", "source", "evidence", "note", "price_is");
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?:; )?the price is a placeholder(?: of ([^;]+))?[^;]*");

    private final Definitions definitions;
    private final CellText text;
    private final Loaded.Input input;
    private final Map<Integer, String> keys = new TreeMap<>();
    private final Map<Integer, String> units = new TreeMap<>();

    WorkbookDevices(
            Definitions definitions,
            CellText text,
            Loaded.Input input,
            Map<Integer, HeaderCell> heads,
            String sheet,
            List<String> remarks,
            Problems found) {
        this.definitions = definitions;
        this.text = text;
        this.input = input;
        new TreeMap<>(heads).forEach((column, head) -> head(column, head, sheet, remarks, found));
    }

    private void head(int column, HeaderCell head, String sheet, List<String> remarks, Problems found) {
        AcceleratorField field = field(head);
        if (field != null) {
            CellText.unit(head.unit(), field.dimension())
                    .ifPresentOrElse(
                            unit -> {
                                keys.put(column, field.id());
                                units.put(column, unit);
                            },
                            () -> WorkbookDefinitions.report(
                                    found,
                                    head.place(),
                                    field.id() + ": the header's unit " + Shown.quoted(head.unit())
                                            + " is none Sweepbook knows; the units are "
                                            + String.join(", ", Quantity.units(field.dimension()))));
        } else if (TEXTS.contains(head.titleAsId())) {
            keys.put(column, head.titleAsId());
        } else if (!head.titleAsId().equals("device")) {
            String hint = head.isNoted() ? "" : Nearest.hint(head.text(), DeviceDefinitions.keys());
            if (hint.isEmpty()) {
                remarks.add(sheet + "!" + head.place() + ": column " + Shown.quoted(head.text())
                        + " is no field of a device and is not read");
            } else {
                WorkbookDefinitions.report(
                        found, head.place(), "header " + Shown.quoted(head.text()) + " is no field of a device" + hint);
            }
        }
    }

    private static @Nullable AcceleratorField field(HeaderCell head) {
        Optional<AcceleratorField> written = AcceleratorField.of(head.text());
        Optional<AcceleratorField> noted = written.isPresent() ? written : AcceleratorField.of(head.id());
        if (noted.isEmpty()) {
            for (AcceleratorField field : AcceleratorField.values()) {
                if (field.title().equalsIgnoreCase(head.title())) {
                    return field;
                }
            }
        }
        return noted.orElse(null);
    }

    @Override
    public void make(String id, CellPlace place, Map<Integer, Cell> cells, Problems found) {
        long before = found.count();
        Place at = new Place(place.row(), place.column());
        List<Entry> entries = new ArrayList<>();
        List<Entry> peaks = new ArrayList<>();
        String evidence = "";
        boolean given = false;
        for (Map.Entry<Integer, String> column : keys.entrySet()) {
            Cell cell = cells.get(column.getKey());
            String value = cell == null ? null : value(column.getKey(), column.getValue(), cell, found);
            if (cell != null && value != null) {
                String key = column.getValue();
                Place here = new Place(cell.place().row(), cell.place().column());
                switch (key) {
                    case "evidence" -> evidence = value;
                    case "price_is" -> given = value.equals("given");
                    default -> {
                        boolean peak = key.startsWith(PEAKS);
                        (peak ? peaks : entries)
                                .add(new Entry(
                                        peak ? key.substring(PEAKS.length()) : key,
                                        here,
                                        new TextNode(here, value, true)));
                    }
                }
            }
        }
        if (!peaks.isEmpty()) {
            entries.add(new Entry("peak_flops", at, new MapNode(at, peaks)));
        }
        Definition.Source source = new Definition.Source(Path.of(input.path()), Path.of(""), input);
        Definition definition = new Definition(Definition.Kind.HARDWARE, id, at, new MapNode(at, entries), source);
        Accelerator device = new DeviceDefinitions(found, new AxisValues(definitions)).device(definition, null);
        if (device == null || found.count() > before) {
            definitions.ownIsFaulty(Definition.Kind.HARDWARE, id);
        } else {
            define(device, evidence, given);
        }
    }

    private @Nullable String value(int column, String key, Cell cell, Problems found) {
        return text.of(cell, units.getOrDefault(column, ""))
                .or(reason -> WorkbookDefinitions.report(found, cell.place(), key + ": " + reason));
    }

    private void define(Accelerator read, String evidence, boolean given) {
        Accelerator known = definitions.knownDevice(read.id());
        if (known != null
                && known.fields().equals(read.fields())
                && known.name().equals(read.name())
                && known.memoryType().equals(read.memoryType())) {
            return;
        }
        Provenance from = read.provenance();
        String note = given || isPriceEdited(read, known)
                ? PLACEHOLDER.matcher(from.note()).replaceAll("")
                : from.note();
        definitions.own(new Accelerator(
                read.id(),
                read.name(),
                read.fields(),
                read.memoryType(),
                new Provenance(from.origin(), from.source(), evidence, note)));
    }

    /** Whether the price is another than that of the device, or of the one it extends: then it is no placeholder. */
    private boolean isPriceEdited(Accelerator read, @Nullable Accelerator known) {
        Matcher inherited = PLACEHOLDER.matcher(read.provenance().note());
        Accelerator base = inherited.find() && inherited.group(1) != null
                ? definitions.knownDevice(inherited.group(1).strip())
                : known;
        return base != null
                && Double.compare(base.get(AcceleratorField.PRICE_PER_HOUR), read.get(AcceleratorField.PRICE_PER_HOUR))
                        != 0;
    }
}
