package dev.sweepbook.job.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.job.ledger.Counts;
import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.FileStatus;
import dev.sweepbook.job.ledger.KeyFigure;
import dev.sweepbook.job.ledger.Measure;
import dev.sweepbook.job.ledger.RunRow;
import dev.sweepbook.job.ledger.RunStatus;
import dev.sweepbook.job.ledger.Trend;
import dev.sweepbook.job.page.IndexContent.Link;
import dev.sweepbook.job.page.IndexContent.Report;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class IndexPageTest {
    private static final Instant NIGHT = Instant.parse("2026-03-02T02:00:00Z");

    private static RunRow run(RunStatus status, int failed) {
        return new RunRow(7, status, NIGHT, 3.25, failed, "9.9", new Counts(3, 1, 1, failed, 24));
    }

    private static FileRow file(String path) {
        return new FileRow(
                path,
                FileStatus.DELIVERED,
                FileRow.Work.NONE,
                Map.of(),
                new FileRow.Size(1024, 3, 2, 0, 1),
                "",
                FileRow.Gate.NONE,
                List.of(new KeyFigure("s", "roofline", Measure.DECODE_STEP, 0.004)));
    }

    private static Report report(String path, FileStatus now, Trend... trends) {
        List<Link> links = List.of(new Link("workbook", path + ".xlsx"), new Link("manifest", path + ".manifest.json"));
        return new Report(
                file(path + ".yaml"),
                NIGHT,
                now,
                links,
                List.of(new Link("2026-03-01", "history/2026-03-01/" + path + ".xlsx")),
                List.of(trends));
    }

    private static String page(RunRow run, List<Report> reports, FileRow... problems) {
        return IndexPage.html(new IndexContent(run, reports, List.of(problems), List.of(run)));
    }

    /** Every element is closed and every attribute quoted, so that an XML reader takes the page. */
    private static Document parsed(String page) throws Exception {
        String xml = page.replace("<!doctype html>", "").replaceAll("<(meta[^>]*|br)>", "<$1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void aGoodNightIsTold() throws Exception {
        Document page = parsed(page(run(RunStatus.SUCCESS, 0), List.of(report("x", FileStatus.DELIVERED))));

        assertThat(page.getElementsByTagName("header").item(0).getTextContent())
                .contains("All is well.")
                .contains("2026-03-02 02:00")
                .contains("1 written, 1 unchanged, 0 failed, 24 scenarios in 3.3 s.");
        assertThat(page.getElementsByTagName("li").getLength()).isZero();
    }

    @Test
    void eachReportHasItsLinksItsScenariosAndItsFigures() throws Exception {
        Trend step = new Trend("s", "roofline", Measure.DECODE_STEP, List.of(0.005, 0.004));
        Trend rate = new Trend("s", "roofline", Measure.THROUGHPUT, List.of(81405.4));

        Document page =
                parsed(page(run(RunStatus.SUCCESS, 0), List.of(report("team/x", FileStatus.UNCHANGED, step, rate))));

        Element row = (Element) ((Element) page.getElementsByTagName("tbody").item(0))
                .getElementsByTagName("tr")
                .item(0);
        assertThat(row.getTextContent())
                .contains("team/x.xlsx")
                .contains("from team/x.yaml")
                .contains("1,024")
                .contains("3 do not fit")
                .contains("2 not supported")
                .contains("4 ms")
                .contains("\u221220.0 % (better)") // from 5 ms to 4 ms
                .contains("81,405 tokens/s")
                .contains("none"); // no price
        assertThat(((Element) row.getElementsByTagName("a").item(0)).getAttribute("href"))
                .isEqualTo("./team/x.xlsx");
        assertThat(((Element) row.getElementsByTagName("a").item(2)).getAttribute("href"))
                .isEqualTo("./history/2026-03-01/team/x.xlsx");
    }

    @Test
    void aTrendIsALineWithWordsForThoseWhoDoNotSeeIt() throws Exception {
        Trend step = new Trend("s", "roofline", Measure.DECODE_STEP, List.of(0.004, 0.002, 0.003));

        Document page = parsed(page(run(RunStatus.SUCCESS, 0), List.of(report("x", FileStatus.DELIVERED, step))));

        Element line = (Element) page.getElementsByTagName("svg").item(0);
        assertThat(line.getAttribute("role")).isEqualTo("img");
        assertThat(line.getAttribute("aria-label"))
                .isEqualTo("Lowest decode step, 3 versions: from 4 ms to 3 ms, lowest 2 ms, highest 4 ms");
        // 84 wide with an edge of 3; 22 high: the highest value at 3, the lowest at 19, the middle at 11.
        assertThat(((Element) line.getElementsByTagName("polyline").item(0)).getAttribute("points"))
                .isEqualTo("3.0,3.0 42.0,19.0 81.0,11.0");
    }

    @Test
    void whatNeedsAttentionIsListed() throws Exception {
        FileRow refused = FileRow.without("bad.yaml", FileStatus.REFUSED, 3, "3:22: batch_size: must be at least 1");
        FileRow gate = new FileRow(
                "slow.yaml",
                FileStatus.DELIVERED,
                FileRow.Work.NONE,
                Map.of(),
                new FileRow.Size(64, 0, 0, 0, 1),
                "",
                new FileRow.Gate("tpot_seconds > 0.05", 12, 7),
                List.of());

        Document page = parsed(page(run(RunStatus.FAILED, 1), List.of(), refused, gate));

        assertThat(page.getElementsByTagName("header").item(0).getTextContent()).contains("Some files need attention.");
        assertThat(page.getElementsByTagName("li").item(0).getTextContent())
                .isEqualTo("bad.yaml refused: 3:22: batch_size: must be at least 1 and 2 more");
        assertThat(page.getElementsByTagName("li").item(1).getTextContent())
                .isEqualTo("slow.yaml 12 of 64 scenarios meet tpot_seconds > 0.05, the first is scenario 7");
    }

    @Test
    void whateverPeopleWriteIsText() throws Exception {
        String nasty = "<script>alert(1)</script>&\"'\u202e\u0007";
        Trend trend = new Trend(nasty, "roofline", Measure.COST, List.of(1.0, 2.0));

        String html = page(
                run(RunStatus.FAILED, 1),
                List.of(report(nasty, FileStatus.REFUSED, trend)),
                FileRow.without(nasty, FileStatus.REFUSED, 1, nasty));

        assertThat(html).doesNotContain("<script").doesNotContain("\u202e").doesNotContain("\u0007");
        assertThat(parsed(html).getElementsByTagName("li").item(0).getTextContent())
                .contains("<script>alert(1)</script>&\"'\\u202E\\u0007");
    }

    @Test
    void namesBecomePathsBelowThePageAndNothingElse() {
        assertThat(Html.address("javascript:alert(1)")).isEqualTo("./javascript%3Aalert%281%29");
        assertThat(Html.address("a b/ü#?%.xlsx")).isEqualTo("./a%20b/%C3%BC%23%3F%25.xlsx");
    }

    @Test
    void thePageNeedsNothingFromElsewhere() {
        String html = page(run(RunStatus.SUCCESS, 0), List.of(report("x", FileStatus.DELIVERED)));

        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("@import")
                .doesNotContain("url(")
                .endsWith("</html>\n");
    }

    @Test
    void headingsTablesAndTheirHeadersAreMarkedForScreenReaders() throws Exception {
        Document page = parsed(page(run(RunStatus.SUCCESS, 0), List.of(report("x", FileStatus.DELIVERED))));

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(page.getElementsByTagName("h1").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("caption").getLength())
                .isEqualTo(page.getElementsByTagName("table").getLength());
        var headers = page.getElementsByTagName("th");
        for (int i = 0; i < headers.getLength(); i++) {
            assertThat(((Element) headers.item(i)).getAttribute("scope")).isNotEmpty();
        }
        Element skip = (Element) page.getElementsByTagName("a").item(0);
        assertThat(skip.getAttribute("href")).isEqualTo("#reports");
    }

    @Test
    void figuresHaveFourDigitsOrThousands() {
        assertThat(FigureText.of(Measure.DECODE_STEP, 0.00151549)).isEqualTo("1.515 ms");
        assertThat(FigureText.of(Measure.THROUGHPUT, 399.0625)).isEqualTo("399.1 tokens/s");
        assertThat(FigureText.of(Measure.THROUGHPUT, 1_234_567.8)).isEqualTo("1,234,568 tokens/s");
        assertThat(FigureText.of(Measure.COST, 0.063932)).isEqualTo("0.06393 USD");
        assertThat(FigureText.of(Measure.COST, 0)).isEqualTo("0 USD");
    }

    @Test
    void aChangeSaysWhetherItIsBetter() {
        assertThat(FigureText.change(new Trend("", "", Measure.THROUGHPUT, List.of(100.0, 110.0))))
                .isEqualTo("+10.0 % (better)");
        assertThat(FigureText.change(new Trend("", "", Measure.COST, List.of(1.0, 1.5))))
                .isEqualTo("+50.0 % (worse)");
        assertThat(FigureText.change(new Trend("", "", Measure.COST, List.of(1.5, 1.5))))
                .isEmpty();
        assertThat(FigureText.change(new Trend("", "", Measure.COST, List.of(1.0, 0.9996))))
                .isEmpty(); // no "-0.0 %"
        assertThat(FigureText.change(new Trend("", "", Measure.COST, List.of(1.5))))
                .isEmpty();
    }
}
