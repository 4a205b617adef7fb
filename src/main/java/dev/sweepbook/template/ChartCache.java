package dev.sweepbook.template;

import dev.sweepbook.ooxml.Area;
import dev.sweepbook.template.TemplatePlan.Watched;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The copies of cells that a chart keeps, for readers that do not look the cells up. */
final class ChartCache {
    /** A chart of more points keeps none; whoever opens the workbook looks the cells up. */
    static final int MOST_POINTS = 20_000;

    private final Map<Watched, List<@Nullable Object>> values;

    ChartCache(Map<Watched, List<@Nullable Object>> values) {
        this.values = values;
    }

    /** Brings the copy beside a source up to date where lines of the report stand in its cells. */
    void fill(Element source, String before, UnaryOperator<String> header) {
        if (!(source.getParentNode() instanceof Element parent)) {
            return;
        }
        for (String kind : List.of("numCache", "strCache", "multiLvlStrCache")) {
            for (Element cache : Xml.children(parent, kind)) {
                Area was = SheetArea.of(before).map(SheetArea::area).orElse(null);
                SheetArea is = SheetArea.of(source.getTextContent()).orElse(null);
                List<@Nullable Object> shown = was == null || is == null
                        ? null
                        : values.get(Watched.of(is.sheet(), is.area().first().column()));
                boolean moved = !before.equals(source.getTextContent());
                if (shown != null && moved && is != null && !kind.startsWith("multi")) {
                    points(
                            cache,
                            shown,
                            is.area().last().row() - is.area().first().row() + 1);
                } else if (moved) {
                    Xml.remove(List.of(cache));
                } else {
                    titles(cache, header);
                }
            }
        }
    }

    private static void titles(Element cache, UnaryOperator<String> header) {
        for (Element value : Xml.all(cache, "v")) {
            value.setTextContent(header.apply(value.getTextContent()));
        }
    }

    private static void points(Element cache, List<@Nullable Object> shown, int count) {
        Xml.remove(Xml.children(cache, "pt"));
        Xml.remove(Xml.children(cache, "ptCount"));
        boolean numbers = "numCache".equals(cache.getLocalName());
        Xml.add(cache, "ptCount").setAttribute("val", Integer.toString(count));
        for (int i = 0; i < Math.min(count, shown.size()); i++) {
            Object value = shown.get(i);
            if (value != null && (!numbers || value instanceof Double)) {
                Element point = Xml.add(cache, "pt");
                point.setAttribute("idx", Integer.toString(i));
                Xml.add(point, "v").setTextContent(value.toString());
            }
        }
    }
}
