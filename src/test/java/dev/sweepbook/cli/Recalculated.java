package dev.sweepbook.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import org.apache.poi.ss.formula.CacheAreaEval;
import org.apache.poi.ss.formula.EvaluationCell;
import org.apache.poi.ss.formula.EvaluationName;
import org.apache.poi.ss.formula.EvaluationSheet;
import org.apache.poi.ss.formula.FormulaParser;
import org.apache.poi.ss.formula.FormulaType;
import org.apache.poi.ss.formula.WorkbookEvaluator;
import org.apache.poi.ss.formula.eval.AreaEval;
import org.apache.poi.ss.formula.eval.BoolEval;
import org.apache.poi.ss.formula.eval.ErrorEval;
import org.apache.poi.ss.formula.eval.NumberEval;
import org.apache.poi.ss.formula.eval.NumericValueEval;
import org.apache.poi.ss.formula.eval.RefEval;
import org.apache.poi.ss.formula.eval.StringValueEval;
import org.apache.poi.ss.formula.eval.ValueEval;
import org.apache.poi.ss.formula.functions.FreeRefFunction;
import org.apache.poi.ss.formula.ptg.Ptg;
import org.apache.poi.ss.formula.udf.DefaultUDFFinder;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.BaseXSSFEvaluationWorkbook;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFEvaluationWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A workbook whose formulas are worked out by POI. */
final class Recalculated implements AutoCloseable {
    private final XSSFWorkbook book;
    private final Known known;
    private final WorkbookEvaluator evaluator;

    /** A formula's cell: where it stands, what was written beside the formula, what POI makes of it. */
    record Worked(String place, String formula, Object written, Object worked) {}

    private Recalculated(XSSFWorkbook book) {
        this.book = book;
        this.known = new Known(book);
        this.evaluator = new WorkbookEvaluator(known, null, null);
    }

    /**
     * A workbook as POI works out formulas of, which looks a name up once, and takes a formula out of those a column shares
     * once. POI looks through all names at every mention of one, which was half of the time of the tests that come here.
     */
    private static final class Known extends BaseXSSFEvaluationWorkbook {
        private final XSSFWorkbook book;
        private final XSSFEvaluationWorkbook usual;
        private final Map<String, EvaluationName> names = new HashMap<>();
        private final Map<Cell, String> formulas = new HashMap<>();

        Known(XSSFWorkbook book) {
            super(book);
            this.book = book;
            this.usual = XSSFEvaluationWorkbook.create(book);
        }

        @Override
        public EvaluationName getName(String name, int sheet) {
            String key = sheet + " " + name;
            if (!names.containsKey(key)) {
                names.put(key, super.getName(name, sheet)); // none, where it is a function
            }
            return names.get(key);
        }

        String formula(Cell cell) {
            return formulas.computeIfAbsent(cell, Cell::getCellFormula);
        }

        EvaluationCell cell(Cell cell) {
            return getSheet(book.getSheetIndex(cell.getSheet())).getCell(cell.getRowIndex(), cell.getColumnIndex());
        }

        @Override
        public int getSheetIndex(EvaluationSheet sheet) {
            return usual.getSheetIndex(sheet);
        }

        @Override
        public EvaluationSheet getSheet(int index) {
            return usual.getSheet(index);
        }

        @Override
        public Ptg[] getFormulaTokens(EvaluationCell cell) {
            int sheet = getSheetIndex(cell.getSheet());
            Cell at = book.getSheetAt(sheet).getRow(cell.getRowIndex()).getCell(cell.getColumnIndex());
            return FormulaParser.parse(formula(at), this, FormulaType.CELL, sheet, cell.getRowIndex());
        }

        @Override
        public void clearAllCachedResultValues() {
            usual.clearAllCachedResultValues();
        }
    }

    /** Opens a workbook and edits it: sheet by sheet, a cell of a column told by its id. */
    static Recalculated of(Path file, BiConsumer<XSSFSheet, Map<String, Integer>> edit) throws IOException {
        XSSFWorkbook book;
        try (InputStream in = Files.newInputStream(file)) {
            book = new XSSFWorkbook(in);
        }
        for (Sheet sheet : book) {
            edit.accept((XSSFSheet) sheet, columns(sheet));
        }
        return new Recalculated(book);
    }

    /** The columns of a sheet by id, the first line of a header's note. */
    static Map<String, Integer> columns(Sheet sheet) {
        Map<String, Integer> columns = new HashMap<>();
        if (sheet.getRow(0) != null) {
            for (Cell head : sheet.getRow(0)) {
                if (head.getCellComment() != null) {
                    columns.put(head.getCellComment().getString().getString().split("\n", 2)[0], head.getColumnIndex());
                }
            }
        }
        return columns;
    }

    XSSFWorkbook book() {
        return book;
    }

    /** Every formula of the workbook. */
    List<Worked> all() {
        List<Worked> all = new ArrayList<>();
        for (Cell cell : formulas()) {
            if (isWithoutValue(cell)) {
                continue;
            }
            all.add(new Worked(
                    cell.getSheet().getSheetName() + "!" + cell.getAddress(),
                    known.formula(cell),
                    written(cell),
                    value(cell)));
        }
        return all;
    }

    /** Steps have no values, nor has the cell that makes LibreOffice work them out. */
    private static boolean isWithoutValue(Cell cell) {
        String sheet = cell.getSheet().getSheetName();
        return sheet.equals("_steps")
                || (sheet.equals("Summary") && !((XSSFCell) cell).getCTCell().isSetV());
    }

    /** The sheets that hold any formula. */
    Set<String> sheetsWithFormulas() {
        Set<String> sheets = new TreeSet<>();
        formulas().forEach(cell -> sheets.add(cell.getSheet().getSheetName()));
        return sheets;
    }

    private List<Cell> formulas() {
        List<Cell> cells = new ArrayList<>();
        for (Sheet sheet : book) {
            for (Row row : sheet) {
                for (Cell cell : row) {
                    if (cell.getCellType() == CellType.FORMULA) {
                        cells.add(cell);
                    }
                }
            }
        }
        return cells;
    }

    private static Object written(Cell cell) {
        return switch (cell.getCachedFormulaResultType()) {
            case NUMERIC -> cell.getNumericCellValue();
            case BOOLEAN -> cell.getBooleanCellValue();
            case ERROR -> "#N/A";
            default -> cell.getStringCellValue();
        };
    }

    /** What a cell holds or comes to. */
    Object value(Cell cell) {
        if (cell.getCellType() != CellType.FORMULA) {
            return switch (cell.getCellType()) {
                case NUMERIC -> cell.getNumericCellValue();
                case BOOLEAN -> cell.getBooleanCellValue();
                default -> cell.toString();
            };
        }
        ValueEval value = evaluator.evaluate(known.cell(cell));
        if (value instanceof NumericValueEval number && !(value instanceof BoolEval)) {
            return number.getNumberValue();
        }
        if (value instanceof BoolEval truth) {
            return truth.getBooleanValue();
        }
        return value instanceof ErrorEval ? "#N/A" : ((StringValueEval) value).getStringValue();
    }

    /**
     * Makes the formulas with SUMPRODUCT array formulas: POI works arrays out nowhere else. INT and EXP of arrays, which it
     * never does, become functions of our own.
     */
    Recalculated withArrays() {
        book.addToolPack(new DefaultUDFFinder(new String[] {"WHOLE", "POWER_OF_E"}, new FreeRefFunction[] {
            (of, context) -> each(of[0], Math::floor), (of, context) -> each(of[0], Math::exp)
        }));
        for (Cell cell : formulas()) {
            String formula = known.formula(cell);
            if (formula.contains("SUMPRODUCT(")) {
                known.formulas.remove(cell);
                ((XSSFSheet) cell.getSheet())
                        .setArrayFormula(
                                formula.replace("INT(", "WHOLE(").replace("EXP(", "POWER_OF_E("),
                                new CellRangeAddress(
                                        cell.getRowIndex(),
                                        cell.getRowIndex(),
                                        cell.getColumnIndex(),
                                        cell.getColumnIndex()));
            }
        }
        evaluator.clearAllCachedResultValues();
        return this;
    }

    private static ValueEval each(ValueEval of, DoubleUnaryOperator function) {
        if (!(of instanceof AreaEval area)) {
            return applied(of, function);
        }
        ValueEval[] values = new ValueEval[area.getHeight() * area.getWidth()];
        for (int i = 0; i < values.length; i++) {
            values[i] = applied(area.getRelativeValue(i / area.getWidth(), i % area.getWidth()), function);
        }
        return new CacheAreaEval(0, 0, area.getHeight() - 1, area.getWidth() - 1, values);
    }

    private static ValueEval applied(ValueEval value, DoubleUnaryOperator function) {
        ValueEval single = value instanceof RefEval ref ? ref.getInnerValueEval(ref.getFirstSheetIndex()) : value;
        return single instanceof NumericValueEval number
                ? new NumberEval(function.applyAsDouble(number.getNumberValue()))
                : single;
    }

    @Override
    public void close() throws IOException {
        book.close();
    }
}
