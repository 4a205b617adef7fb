package dev.sweepbook.job.page;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.FileStatus;
import dev.sweepbook.job.ledger.Measure;
import dev.sweepbook.job.ledger.Trend;
import dev.sweepbook.job.page.IndexContent.Link;
import dev.sweepbook.job.page.IndexContent.Report;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of reports: a line for each sweep and formula set. */
final class ReportTable {
    private final List<Report> reports;
    private final StringBuilder html = new StringBuilder();

    ReportTable(List<Report> reports) {
        this.reports = reports;
    }

    /** A sweep in a formula set. */
    private record Line(String sweep, String formulas) {}

    String html() {
        add("<section aria-labelledby=\"reports\">\n<h2 id=\"reports\">Reports</h2>\n");
        if (reports.isEmpty()) {
            add("<p>There is none yet: no scenario file was good so far.</p>\n</section>\n");
            return html.toString();
        }
        add(
                "<div class=\"wide\" role=\"region\" aria-label=\"Table of reports\" tabindex=\"0\"><table>\n<caption>Each scenario file with its headline figures</caption>\n<thead><tr>");
        add(
                "<th scope=\"col\">Report</th><th scope=\"col\" class=\"figure\">Scenarios</th><th scope=\"col\">Sweep</th>");
        for (Measure measure : Measure.values()) {
            add("<th scope=\"col\" class=\"figure\">").add(measure.title()).add("</th>");
        }
        add("</tr></thead>\n");
        reports.forEach(this::report);
        add("</table></div>\n</section>\n");
        return html.toString();
    }

    private ReportTable add(String text) {
        html.append(text);
        return this;
    }

    private void report(Report report) {
        Map<Line, Map<Measure, Trend>> lines = lines(report);
        String span = lines.size() > 1 ? " rowspan=\"" + lines.size() + "\"" : "";
        add("<tbody>\n<tr><th scope=\"rowgroup\"").add(span).add(">");
        name(report);
        add("</th><td class=\"n\"")
                .add(span)
                .add(">")
                .add(scenarios(report.file()))
                .add("</td>");
        if (lines.isEmpty()) {
            add("<td colspan=\"").add(Integer.toString(1 + Measure.values().length));
            add("\">no scenario fits the memory and has a result</td></tr>\n");
        }
        boolean first = true;
        for (Map.Entry<Line, Map<Measure, Trend>> line : lines.entrySet()) {
            add(first ? "" : "<tr>");
            first = false;
            add("<td>").add(Html.text(line.getKey().sweep())).add("<br><small>");
            add(Html.text(line.getKey().formulas())).add("</small></td>");
            for (Measure measure : Measure.values()) {
                figure(line.getValue().get(measure));
            }
            add("</tr>\n");
        }
        add("</tbody>\n");
    }

    private void name(Report report) {
        Link main = report.links().get(0);
        add("<a href=\"")
                .add(Html.address(main.path()))
                .add("\">")
                .add(Html.text(main.path()))
                .add("</a><br><small>");
        add("from ").add(Html.text(report.file().path())).add(", ").add(IndexPage.time(report.made()));
        if (report.now() != FileStatus.DELIVERED && report.now() != FileStatus.UNCHANGED) {
            add("; <strong>").add(IndexPage.words(report.now())).add("</strong>");
        }
        links(" · also ", report.links().subList(1, report.links().size()));
        links(" · older: ", report.older());
        add("</small>");
    }

    private void links(String before, List<Link> links) {
        String between = before;
        for (Link link : links) {
            add(between).add("<a href=\"").add(Html.address(link.path())).add("\">");
            add(Html.text(link.text())).add("</a>");
            between = ", ";
        }
    }

    private static String scenarios(FileRow file) {
        FileRow.Size size = file.size();
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d", size.scenarios()));
        if (size.misfits() > 0) {
            text.append(String.format(Locale.ROOT, "<br><small>%,d do not fit</small>", size.misfits()));
        }
        if (size.unsupported() > 0) {
            text.append(String.format(Locale.ROOT, "<br><small>%,d not supported</small>", size.unsupported()));
        }
        return text.toString();
    }

    private static Map<Line, Map<Measure, Trend>> lines(Report report) {
        Map<Line, Map<Measure, Trend>> lines = new LinkedHashMap<>();
        for (Trend trend : report.trends()) {
            lines.computeIfAbsent(new Line(trend.sweep(), trend.formulas()), line -> new EnumMap<>(Measure.class))
                    .put(trend.measure(), trend);
        }
        return lines;
    }

    private void figure(@org.jspecify.annotations.Nullable Trend trend) {
        if (trend == null) {
            add("<td class=\"n\"><span class=\"none\">none</span></td>");
            return;
        }
        double latest = trend.values().get(trend.values().size() - 1);
        add("<td class=\"n\">").add(FigureText.of(trend.measure(), latest));
        String change = FigureText.change(trend);
        if (!change.isEmpty()) {
            add("<br><small>").add(change).add("</small>");
        }
        String line = Sparkline.svg(trend);
        add(line.isEmpty() ? "" : "<br>" + line).add("</td>");
    }
}
