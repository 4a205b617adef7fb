package dev.sweepbook.template;

import dev.sweepbook.ooxml.Refused;
import dev.sweepbook.template.TemplatePlan.Watched;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** The charts of a template and the cells they draw. */
final class ChartSources {
    private ChartSources() {}

    /** The parts that are charts, of the old kind and the new. */
    static List<String> charts(TemplateParts book) throws IOException, Refused {
        Set<String> charts = new LinkedHashSet<>();
        for (TemplateParts.SheetTree sheet : book.sheets()) {
            for (String drawing : book.targets(sheet.part(), "drawing")) {
                charts.addAll(book.targets(drawing, "chart"));
                charts.addAll(book.targets(drawing, "chartEx"));
            }
        }
        return new ArrayList<>(charts);
    }

    static Set<Watched> of(TemplateParts book) throws IOException, Refused {
        Set<Watched> watched = new LinkedHashSet<>();
        for (String chart : charts(book)) {
            for (Element source : Xml.all(book.tree(chart).getDocumentElement(), "f")) {
                SheetArea.of(source.getTextContent())
                        .filter(area -> area.area().first().column()
                                == area.area().last().column())
                        .ifPresent(area -> watched.add(
                                Watched.of(area.sheet(), area.area().first().column())));
            }
        }
        return watched;
    }
}
