package dev.sweepbook.load;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in one line what SnakeYAML says in many. */
final class YamlSyntax {
    private YamlSyntax() {}

    static Place place(@Nullable Mark mark) {
        return mark == null ? Place.FILE : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    static void report(MarkedYAMLException e, String text, Problems problems) {
        String problem = String.valueOf(e.getProblem());
        String context = String.valueOf(e.getContext());
        Place at = place(e.getProblemMark());
        boolean quoteOpen = context.contains("quoted scalar")
                && (problem.contains("unexpected end of stream") || problem.contains("document separator"));
        if (quoteOpen) {
            problems.add(place(e.getContextMark()), "not valid YAML: the quote opened here is never closed");
        } else if (problem.contains("(TAB)") || indentsWithTab(text, at)) {
            problems.add(at, "not valid YAML: a tab stands where only blanks may; indent with blanks");
        } else if (problem.startsWith("mapping values are not allowed")) {
            problems.add(
                    at,
                    "not valid YAML: a second ': ' in a value; put quotes around the value" + shownLine(text, at)
                            + hint(text, at));
        } else {
            String opened = e.getContextMark() == null || !context.startsWith("while")
                    ? ""
                    : "; " + context + " begun at " + place(e.getContextMark());
            problems.add(
                    at, "not valid YAML: " + Shown.escaped(problem + opened) + shownLine(text, at) + hint(text, at));
        }
    }

    private static boolean indentsWithTab(String text, Place at) {
        return line(text, at)
                .map(line -> line.strip().isEmpty() ? "" : line.substring(0, line.indexOf(line.strip())))
                .filter(indent -> indent.indexOf('\t') >= 0)
                .isPresent();
    }

    private static String shownLine(String text, Place at) {
        return line(text, at)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> ", in " + Shown.quoted(line))
                .orElse("");
    }

    private static String hint(String text, Place at) {
        return line(text, at)
                .flatMap(line -> line.codePoints()
                        .filter(c -> Characters.isOddBlank(c) || Characters.isInvisible(c))
                        .boxed()
                        .findFirst())
                .map(c -> "; the line holds " + Characters.named(c))
                .orElse("");
    }

    private static Optional<String> line(String text, Place at) {
        List<String> lines = YamlText.lines(text);
        return at.line() >= 1 && at.line() <= lines.size() ? Optional.of(lines.get(at.line() - 1)) : Optional.empty();
    }
}
