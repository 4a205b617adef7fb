package dev.sweepbook.template;

import dev.sweepbook.ooxml.FormulaRows;
import dev.sweepbook.ooxml.PackageFile;
import dev.sweepbook.ooxml.Refused;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.template.TemplateParts.SheetTree;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What lies around the sheets of a template follows their rows: names, tables, notes, drawings, charts, pivots. */
final class BookFilling {
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    private final TemplateParts book;
    private final Moves moves;
    private final UnaryOperator<String> header;
    private final ChartCache cache;

    BookFilling(
            TemplateParts book,
            Moves moves,
            UnaryOperator<String> header,
            Map<TemplatePlan.Watched, List<@Nullable Object>> values) {
        this.book = book;
        this.moves = moves;
        this.header = header;
        this.cache = new ChartCache(values);
    }

    void fill(TemplatePlan plan, int styles) throws IOException, Refused {
        roomForStyles(styles);
        workbook(plan);
        for (SheetTree sheet : book.sheets()) {
            for (String part : book.targets(sheet.part(), "table")) {
                table(book.tree(part).getDocumentElement(), sheet.name());
            }
            for (String kind : List.of("comments", "threadedComment", "pivotTable")) {
                for (String part : book.targets(sheet.part(), kind)) {
                    placed(book.tree(part).getDocumentElement(), sheet.name());
                }
            }
            for (String part : book.targets(sheet.part(), "drawing")) {
                drawing(book.tree(part).getDocumentElement(), sheet.name());
            }
            for (String part : book.targets(sheet.part(), "vmlDrawing")) {
                book.rewrite(part, text -> OldNotes.moved(text, sheet.name(), moves));
            }
        }
        for (String chart : ChartSources.charts(book)) {
            chart(book.tree(chart).getDocumentElement());
        }
        for (String part : book.targets(book.main(), "pivotCacheDefinition")) {
            pivot(book.tree(part).getDocumentElement());
        }
        String chain = book.find(book.main(), "calcChain");
        if (chain != null) {
            book.drop(book.main(), chain);
        }
    }

    /** Empty cell styles behind the first, which the report makes its own of. */
    private void roomForStyles(int count) throws IOException, Refused {
        String part = book.find(book.main(), "styles");
        Element list = part == null ? null : Xml.child(book.tree(part).getDocumentElement(), "cellXfs");
        List<Element> known = list == null ? List.of() : Xml.children(list, "xf");
        if (list == null || known.isEmpty()) {
            return;
        }
        for (int i = 0; i < count; i++) {
            Element style = Xml.add(list, "xf");
            for (String attribute : List.of("numFmtId", "fontId", "fillId", "borderId", "xfId")) {
                style.setAttribute(attribute, "0");
            }
            if (known.size() > 1) {
                list.insertBefore(style, known.get(1));
            }
        }
        list.setAttribute("count", Integer.toString(known.size() + count));
    }

    private void workbook(TemplatePlan plan) throws Refused {
        Element root = book.tree(book.main()).getDocumentElement();
        for (Element name : Xml.all(root, "definedName")) {
            int host = Xml.number(name, "localSheetId", -1);
            String sheet = host < 0 ? "" : book.sheets().get(host).name();
            boolean own = name.getAttribute("name").startsWith("_xlnm.");
            boolean filter = name.getAttribute("name").equalsIgnoreCase("_xlnm._FilterDatabase");
            if (filter && plan.whole().containsKey(sheet)) {
                Xml.remove(List.of(name));
            } else {
                name.setTextContent(FormulaRows.moved(name.getTextContent(), sheet, moves, own));
            }
        }
        for (Element type : Xml.children(book.tree(PackageFile.CONTENT_TYPES).getDocumentElement(), "Override")) {
            if (type.getAttribute("PartName").equalsIgnoreCase("/" + book.main())) {
                type.setAttribute("ContentType", WORKBOOK); // a report is no template, whatever it was made from
            }
        }
    }

    private void table(Element table, String sheet) {
        Xml.each(table, element -> {
            switch (String.valueOf(element.getLocalName())) {
                case "table", "autoFilter", "sortState", "sortCondition" -> areas(element, "ref", sheet);
                case "calculatedColumnFormula", "totalsRowFormula" ->
                    element.setTextContent(FormulaRows.moved(element.getTextContent(), sheet, moves, false));
                case "tableColumn" -> element.setAttribute("name", header.apply(element.getAttribute("name")));
                default -> {}
            }
        });
    }

    /** Notes and pivot tables stand at a cell and go where it goes. */
    private void placed(Element root, String sheet) {
        for (String name : List.of("comment", "threadedComment", "location")) {
            for (Element element : Xml.all(root, name)) {
                String place = element.getAttribute("ref");
                element.setAttribute("ref", FormulaRows.moved(place, sheet, moves, false));
            }
        }
    }

    private void areas(Element element, String attribute, String sheet) {
        if (element.hasAttribute(attribute)) {
            element.setAttribute(attribute, FormulaRows.areas(element.getAttribute(attribute), sheet, moves));
        }
    }

    /** What is drawn keeps its size and goes along with the row it begins in. */
    private void drawing(Element root, String sheet) {
        if (!moves.concerns(sheet)) {
            return;
        }
        for (Element from : Xml.all(root, "from")) {
            Element row = Xml.child(from, "row");
            int at = row == null ? -1 : Xml.number(row.getTextContent(), -1);
            if (row != null && at >= 0 && from.getParentNode() instanceof Element anchor) {
                int down = moves.start(sheet, at + 1) - 1 - at;
                row.setTextContent(Integer.toString(at + down));
                Element to = Xml.child(anchor, "to");
                Element last = to == null ? null : Xml.child(to, "row");
                if (last != null) {
                    int end = Xml.number(last.getTextContent(), at);
                    last.setTextContent(Integer.toString(end + down));
                }
            }
        }
    }

    private void chart(Element root) {
        for (Element source : Xml.all(root, "sqref")) {
            source.setTextContent(FormulaRows.moved(source.getTextContent(), "", moves, true));
        }
        for (Element source : Xml.all(root, "f")) {
            String before = source.getTextContent();
            source.setTextContent(FormulaRows.moved(before, "", moves, true));
            cache.fill(source, before, header);
        }
    }

    private void pivot(Element root) {
        for (Element source : Xml.all(root, "worksheetSource")) {
            String sheet = source.getAttribute("sheet");
            areas(source, "ref", sheet);
            String name = source.getAttribute("name").toLowerCase(Locale.ROOT);
            boolean filled = moves.concerns(sheet);
            for (Sheet known : Sheet.values()) {
                filled |= Sheet.rangeName(known.title()).equals(name);
            }
            if (filled) {
                root.setAttribute("refreshOnLoad", "1");
            }
        }
    }
}
