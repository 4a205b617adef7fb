package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.sweep.ReportOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportReaderTest {
    @TempDir
    Path root;

    private ScenarioFolder folder;

    @BeforeEach
    void openTheFolder() {
        folder = new ScenarioFolder(root);
    }

    private ReportOptions of(String report) {
        return folder.yaml(ScenarioFolder.HEAD + report).report();
    }

    private List<String> problems(String report) {
        return folder.yamlProblems(ScenarioFolder.HEAD + report);
    }

    @Test
    void aFileThatSaysNothingGetsFiftyRowsARankingAndAsManyScenariosAsFit() {
        assertThat(of("")).isEqualTo(new ReportOptions(null, 50, ReportOptions.Rows.AUTO));
        assertThat(of("report: {}\n")).isEqualTo(ReportOptions.DEFAULT);
    }

    @Test
    void whatIsSaidCounts() {
        assertThat(of("report: {top: 5, rows: all}\n")).isEqualTo(new ReportOptions(null, 5, ReportOptions.Rows.ALL));
    }

    @Test
    void everythingElseIsRefusedWhereItStands() {
        assertThat(problems("report: {top: 0, rows: al, colour: red}\n"))
                .containsExactly(
                        "3:15: report.top: must be at least 1, was 0",
                        "3:24: report.rows: must be one of all, best, auto, was 'al'; did you mean all?",
                        "3:28: colour: is an unknown key; known here: template, top, rows");
        assertThat(problems("report: {top: 2.5}\n"))
                .containsExactly("3:15: report.top: must be a whole number, was 2.5");
        assertThat(problems("report: {top: 10001}\n"))
                .containsExactly("3:15: report.top: must be at most 10,000, was 10001");
        assertThat(problems("report: [all]\n"))
                .containsExactly("3:9: report: must be a map, such as {top: 20, rows: all}, was a list");
        assertThat(problems("report: {rows: }\n")).containsExactly("3:15: report.rows: must be one value, was nothing");
    }

    @Test
    void sweepsThatSayTheSameMakeOneWorkbook() {
        String same = "report: {top: 5}\nsweeps:\n- {fixed: {batch_size: 1}}\n- {report: {top: 5, rows: auto}}\n";

        assertThat(of(same).top()).isEqualTo(5);
    }

    @Test
    void sweepsThatAskForTwoKindsOfWorkbookAreRefusedNamingBothPlaces() {
        String two = "sweeps:\n- {name: a, report: {top: 5}}\n- {name: b, fixed: {batch_size: 2}}\n";

        assertThat(problems(two))
                .containsExactly("5:3: report: a file makes one workbook, and sweep 'a' asks for another (4:13);"
                        + " write report once, beside sweeps, or make two files");
    }
}
