package dev.sweepbook.job.page;

import dev.sweepbook.job.ledger.Counts;
import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.FileStatus;
import dev.sweepbook.job.ledger.RunRow;
import dev.sweepbook.job.ledger.RunStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The page as one HTML file: no script, nothing from elsewhere. */
public final class IndexPage {
    /** Tells the page from other files of its name. */
    public static final String MARK = "<meta name=\"generator\" content=\"Sweepbook\">";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StringBuilder html = new StringBuilder(16_000);

    private IndexPage() {}

    /**
     * Writes the page.
     *
     * @param content what it shows
     * @return the HTML
     */
    public static String html(IndexContent content) {
        IndexPage page = new IndexPage();
        page.head();
        page.run(content.run());
        page.add("<main>\n");
        page.problems(content.problems());
        page.add(new ReportTable(content.reports()).html());
        page.runs(content.runs());
        page.add("</main>\n<footer><p>Made by Sweepbook ")
                .add(Html.text(content.run().toolVersion()))
                .add(". Times are UTC. A headline figure is the best of a sweep among the scenarios that fit the memory"
                        + " and keep to the service level; its line runs over the versions of the report, the latest at"
                        + " the right. Costs rest on the prices of the scenario file or, without any, on those of the"
                        + " catalogue, which are placeholders.</p></footer>\n</body>\n</html>\n");
        return page.html.toString();
    }

    private IndexPage add(String text) {
        html.append(text);
        return this;
    }

    private void head() {
        add("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .add(MARK);
        add("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        add(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        add("<title>Sweepbook reports</title>\n<style>\n").add(style()).add("</style>\n</head>\n<body>\n");
        add("<a class=\"skip\" href=\"#reports\">To the reports</a>\n");
    }

    private static String style() {
        try (InputStream css = IndexPage.class.getResourceAsStream("index.css")) {
            return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(RunRow run) {
        boolean good = run.status() == RunStatus.SUCCESS || run.status() == RunStatus.UNCHANGED;
        Counts counts = run.counts();
        add("<header>\n<h1>Sweepbook reports</h1>\n<p class=\"")
                .add(good ? "good" : "bad")
                .add("\"><strong>");
        add(good ? "All is well." : counts.failed() > 0 ? "Some files need attention." : "The last run failed.");
        add("</strong> Last run ").add(time(run.started())).add(": ");
        add(String.format(
                Locale.ROOT,
                "%,d written, %,d unchanged, %,d failed, %,d scenarios in %.1f s.",
                counts.delivered(),
                counts.unchanged(),
                counts.failed(),
                counts.scenarios(),
                run.seconds()));
        add("</p>\n</header>\n");
    }

    static String time(Instant instant) {
        return "<time datetime=\"" + instant + "\">" + MINUTE.format(instant) + "</time>";
    }

    private void problems(List<FileRow> problems) {
        if (problems.isEmpty()) {
            return;
        }
        add("<section aria-labelledby=\"problems\">\n<h2 id=\"problems\">Problems</h2>\n<ul class=\"problems\">\n");
        for (FileRow file : problems) {
            add("<li><strong>").add(Html.text(file.path())).add("</strong> ");
            if (file.message().isEmpty()) {
                add(String.format(
                        Locale.ROOT,
                        "%,d of %,d scenarios meet ",
                        file.gate().met(),
                        file.size().scenarios()));
                add("<code>").add(Html.text(file.gate().expression())).add("</code>, the first is scenario ");
                add(Long.toString(file.gate().first()));
            } else {
                add(Html.text(words(file.status())))
                        .add(": <code>")
                        .add(Html.text(file.message()))
                        .add("</code>");
                if (file.size().problems() > 1) {
                    add(String.format(Locale.ROOT, " and %,d more", file.size().problems() - 1));
                }
            }
            add("</li>\n");
        }
        add("</ul>\n</section>\n");
    }

    static String words(FileStatus status) {
        return switch (status) {
            case DELIVERED -> "written";
            case UNCHANGED -> "unchanged";
            case REFUSED -> "refused";
            case STILL_CHANGING -> "left for the next run";
            case NOT_WRITTEN -> "not written";
            case FAILED -> "failed";
            case NOT_BEGUN -> "not part of the last run";
        };
    }

    private void runs(List<RunRow> runs) {
        add(
                "<section aria-labelledby=\"runs\">\n<h2 id=\"runs\">Runs</h2>\n<div class=\"wide\" role=\"region\" aria-label=\"Table of runs\" tabindex=\"0\"><table>\n");
        add("<caption>The latest runs, the newest first</caption>\n<thead><tr>");
        for (String title : List.of("Run", "Start (UTC)", "Status")) {
            add("<th scope=\"col\">").add(title).add("</th>");
        }
        for (String title : List.of("Written", "Unchanged", "Failed", "Seconds")) {
            add("<th scope=\"col\" class=\"figure\">").add(title).add("</th>");
        }
        add("</tr></thead>\n<tbody>\n");
        for (RunRow run : runs) {
            Counts counts = run.counts();
            add("<tr><th scope=\"row\">")
                    .add(Long.toString(run.id()))
                    .add("</th><td>")
                    .add(time(run.started()));
            add("</td><td>").add(run.status().name().toLowerCase(Locale.ROOT)).add("</td>");
            for (long count : new long[] {counts.delivered(), counts.unchanged(), counts.failed()}) {
                add("<td class=\"n\">")
                        .add(String.format(Locale.ROOT, "%,d", count))
                        .add("</td>");
            }
            String seconds = Double.isNaN(run.seconds()) ? "" : String.format(Locale.ROOT, "%.1f", run.seconds());
            add("<td class=\"n\">").add(seconds).add("</td></tr>\n");
        }
        add("</tbody>\n</table></div>\n</section>\n");
    }
}
