package dev.sweepbook.report;

import java.util.ArrayList;
import java.util.List;

/** Which columns a sheet with a line a scenario shows, and in which order. */
public final class SheetColumns {
    /** The columns each sheet begins with. */
    public static final List<String> FIRST = List.of("scenario", "model", "hardware");

    private SheetColumns() {}

    /**
     * The columns of a sheet.
     *
     * @param sheet the sheet
     * @param all the workbook's columns
     * @return places among all, in the order of the sheet's columns
     */
    public static int[] of(Sheet sheet, List<Column> all) {
        List<Integer> order = new ArrayList<>();
        List<String> first = new ArrayList<>(FIRST);
        first.add(Columns.RUN_AGAIN.id());
        for (String id : first) {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).id().equals(id)) {
                    order.add(i);
                }
            }
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).sheets().contains(sheet) && !order.contains(i)) {
                order.add(i);
            }
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
