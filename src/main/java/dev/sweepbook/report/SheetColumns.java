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
        if (sheet == Sheet.COST) {
            putBefore(order, all, "usd_per_million_output_tokens_with_prompt", "usd_per_million_output_tokens");
            putBefore(order, all, "slo_batch_size", "usd_per_million_output_tokens_with_prompt");
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void putBefore(List<Integer> order, List<Column> all, String id, String before) {
        int from = place(order, all, id);
        int to = place(order, all, before);
        if (from > to && to >= 0) {
            order.add(to, order.remove(from));
        }
    }

    private static int place(List<Integer> order, List<Column> all, String id) {
        for (int at = 0; at < order.size(); at++) {
            if (all.get(order.get(at)).id().equals(id)) {
                return at;
            }
        }
        return -1;
    }
}
