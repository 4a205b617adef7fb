package dev.sweepbook.accuracy;

import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Calibration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parts of {@code accuracy.md} that are made of data. */
final class AccuracyDocument {
    static final String SEEN = "seen";
    static final String UNSEEN = "unseen";

    private AccuracyDocument() {}

    static String between(String text, String part) {
        int from = text.indexOf(begin(part)) + begin(part).length();
        return text.substring(from, text.indexOf(end(part)));
    }

    static String with(String text, String part, String content) {
        int from = text.indexOf(begin(part)) + begin(part).length();
        return text.substring(0, from) + content + text.substring(text.indexOf(end(part)));
    }

    private static String begin(String part) {
        return "<!-- begin " + part + " -->\n";
    }

    private static String end(String part) {
        return "<!-- end " + part + " -->";
    }

    /** How the shipped calibration stands on the rows it was fitted to. */
    static String seen() {
        Calibration calibration = Calibrations.shipped().get("default");
        List<Prediction> batches = new Predictor(calibration).predict(ShippedFitFiles.batches());
        List<Prediction> servers = new Predictor(calibration).predict(ShippedFitFiles.servers());
        return "\n" + table("engine and source", Grouping.FAMILY, batches) + "\n"
                + table("model", Grouping.MODEL, batches) + "\n"
                + table("device", Grouping.HARDWARE, batches) + "\n"
                + table("tensor parallelism", Grouping.TENSOR_PARALLEL, batches) + "\n"
                + table("servers under load (time per output token)", Grouping.FAMILY, servers) + "\n";
    }

    /** How fits stand that did not see the model or the device. */
    static String unseen(BandFit bands, List<LeaveOut.Group> servers) {
        StringBuilder out = new StringBuilder("\n");
        List<Prediction> byModel = BandFit.predictions(bands.byModel());
        List<Prediction> byHardware = BandFit.predictions(bands.byHardware());
        out.append(table("without the model", Grouping.MODEL, byModel)).append('\n');
        out.append(table("without the model, by engine and source", Grouping.FAMILY, byModel))
                .append('\n');
        out.append(table("without the device", Grouping.HARDWARE, byHardware)).append('\n');
        out.append(table("without the device, by engine and source", Grouping.FAMILY, byHardware))
                .append('\n');
        out.append(table("servers under load, without the model", Grouping.MODEL, BandFit.predictions(servers)))
                .append('\n');
        out.append("| evidence | rows left out | inside their 80 % band |\n|---|---|---|\n");
        long rows = 0;
        long inside = 0;
        for (BandFit.Covered covered : bands.coverage()) {
            rows += covered.rows();
            inside += covered.inside();
            out.append(line(covered.evidence().id(), covered.rows(), covered.inside()));
        }
        return out.append(line("**all**", rows, inside)).append('\n').toString();
    }

    private static String line(String evidence, long rows, long inside) {
        String share = rows == 0 ? "–" : String.format(java.util.Locale.ROOT, "%.0f %%", 100.0 * inside / rows);
        return "| " + evidence + " | " + rows + " | " + share + " |\n";
    }

    private static String table(String title, Grouping grouping, List<Prediction> predictions) {
        Map<String, List<Prediction>> groups = new TreeMap<>(ShippedFitFiles.by(grouping, predictions));
        return ShippedFitFiles.table(title, groups, predictions);
    }
}
