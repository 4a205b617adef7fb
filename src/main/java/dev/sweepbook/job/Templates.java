package dev.sweepbook.job;

import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.Template;
import dev.sweepbook.load.TemplateFolder;
import dev.sweepbook.load.TemplateReader;
import dev.sweepbook.report.Columns;
import dev.sweepbook.template.TemplatePlan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The templates of a run, and what a report fills in each, worked out once. */
final class Templates {
    private final @Nullable TemplateFolder folder;
    private final Map<String, TemplatePlan> plans = new ConcurrentHashMap<>();

    /** Those of a run; none where nothing is made from them. */
    Templates(Request request) {
        this.folder = request.formats().contains(Format.XLSX)
                ? new TemplateFolder(
                        request.workbooks().templates(), new TemplateReader(Columns.ids(), Templates::faults))
                : null;
    }

    static List<String> faults(Map<String, byte[]> parts) {
        return TemplatePlan.of(parts).faults();
    }

    @Nullable
    TemplateFolder folder() {
        return folder;
    }

    /** What a file's report fills, or null where it is made from no template. */
    @Nullable
    TemplatePlan plan(Loaded loaded) {
        Template template = loaded.template();
        return template == null
                ? null
                : plans.computeIfAbsent(template.input().sha256(), hash -> TemplatePlan.of(template.parts()));
    }
}
