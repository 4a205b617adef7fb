package dev.sweepbook.job;

import dev.sweepbook.load.Loaded;
import dev.sweepbook.sweep.ReportOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What the outputs of a scenario file depend on, as one SHA-256: two runs with the same key write the same bytes. Every
 * file that is read for the outputs stands among {@link Loaded#inputs()}, and every option that shapes them here.
 */
final class WorkKey {
    private WorkKey() {}

    static String of(Request request, String catalogVersion, Loaded loaded, List<String> remarks) {
        List<String> lines = lines(request, catalogVersion, loaded, remarks);
        Division division = request.division();
        if (division.isShard()) {
            lines.add("shard " + division.part() + "/" + division.count());
        }
        return Hashes.ofLines(lines);
    }

    /** The key of all rows, which the shards of a run have in common. */
    static String ofWhole(Request request, String catalogVersion, Loaded loaded, List<String> remarks) {
        return Hashes.ofLines(lines(request, catalogVersion, loaded, remarks));
    }

    private static List<String> lines(Request request, String catalogVersion, Loaded loaded, List<String> remarks) {
        List<String> lines = new ArrayList<>();
        lines.add("sweepbook " + request.toolVersion());
        lines.add("catalog " + catalogVersion);
        request.formats().forEach(format -> lines.add("format " + format.id()));
        ReportOptions.Rows rows = request.workbooks().rows();
        if (rows != null) {
            lines.add("rows " + rows.id());
        }
        request.columns().forEach(column -> lines.add("column " + column));
        for (Loaded.Input input : loaded.inputs()) {
            lines.add("input " + input.path());
            lines.add(input.sha256());
        }
        remarks.forEach(remark -> lines.add("remark " + remark));
        return lines;
    }
}
