package dev.sweepbook.job;

import dev.sweepbook.load.Problems;
import dev.sweepbook.load.Template;
import dev.sweepbook.load.TemplateReader;
import dev.sweepbook.report.Columns;
import dev.sweepbook.template.TemplatePlan;
import java.nio.file.Path;

/**
 * What checking a template gave.
 *
 * @param problems what is wrong with it
 * @param summary what it would fill, in words that follow "good"
 */
public record TemplateCheck(Problems problems, String summary) {
    /**
     * Checks a template.
     *
     * @param file the workbook
     * @return what is wrong, or what it would fill
     */
    public static TemplateCheck of(Path file) {
        TemplateReader.Read read =
                new TemplateReader(Columns.ids(), Templates::faults).read(file, FileNames.shown(file));
        Template template = read.template();
        String fills = template == null ? "" : TemplatePlan.of(template.parts()).summary();
        return new TemplateCheck(
                read.problems(),
                fills.isEmpty() ? "; a report adds its sheets and fills none" : "; a report fills " + fills);
    }
}
