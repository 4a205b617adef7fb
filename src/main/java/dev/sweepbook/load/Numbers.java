package dev.sweepbook.load;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads numbers exactly: JSON's grammar and nothing that looks like it. */
final class Numbers {
    private static final int MOST_CHARACTERS = 100;
    private static final int MOST_EXPONENT_DIGITS = 4;

    private Numbers() {}

    /** The number a text is, or why it is none, with the way to write it. */
    static Reading<BigDecimal> read(String text) {
        if (text.isEmpty() || end(text) != text.length()) {
            return Reading.bad("must be a number, was " + Shown.quoted(text) + remedy(text));
        } else if (text.length() > MOST_CHARACTERS || exponentDigits(text) > MOST_EXPONENT_DIGITS) {
            return Reading.bad("must be a number of at most " + MOST_CHARACTERS + " digits that fits a double, was "
                    + Shown.quoted(text));
        }
        BigDecimal number = new BigDecimal(text);
        if (number.signum() == 0 && text.startsWith("-")) {
            return Reading.bad("must be a number without a minus sign before zero, was " + text + "; write 0");
        } else if (Double.isInfinite(number.doubleValue())) {
            return Reading.bad("must be finite as a double, was " + Shown.quoted(text));
        } else if (number.signum() != 0 && number.doubleValue() == 0) {
            return Reading.bad("must not be nearer to 0 than a double can tell, was " + Shown.quoted(text));
        }
        return Reading.good(number);
    }

    /** Where the longest JSON number at the start of a text ends; 0 where none begins it. */
    static int end(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int whole = digits(text, start);
        if (whole == start || (text.charAt(start) == '0' && whole > start + 1)) {
            return 0;
        }
        int end = whole;
        if (end < text.length() && text.charAt(end) == '.' && digits(text, end + 1) > end + 1) {
            end = digits(text, end + 1);
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int sign = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? 1 : 0;
            int exponent = digits(text, end + 1 + sign);
            end = exponent > end + 1 + sign ? exponent : end;
        }
        return end;
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private static int exponentDigits(String text) {
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        return e < 0 ? 0 : text.length() - e - 1;
    }

    private static String remedy(String text) {
        String remedy = notation(text);
        remedy = remedy == null ? separator(text) : remedy;
        remedy = remedy == null ? word(text) : remedy;
        return remedy == null ? "" : "; " + remedy;
    }

    private static @Nullable String notation(String text) {
        String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (text.isBlank()) {
            return "write a number";
        } else if (bare.length() > 1 && bare.charAt(0) == '0' && "xXoObB".indexOf(bare.charAt(1)) >= 0) {
            return "hexadecimal, octal and binary are not read; write it in base ten";
        } else if (text.startsWith("+")) {
            return "leave the plus sign out";
        } else if (bare.length() > 1 && bare.charAt(0) == '0' && isDigit(bare.charAt(1))) {
            return "a leading zero means octal to some; write " + withoutZeros(bare)
                    + ", and thousands without a comma";
        } else if (bare.startsWith(".") && digits(bare, 1) > 1) {
            return "write a zero before the point, 0" + Shown.plain(bare);
        } else if (text.endsWith(".") && end(text) == text.length() - 1) {
            return "leave the point out or write a digit after it";
        }
        return null;
    }

    private static String withoutZeros(String bare) {
        int i = 0;
        while (i + 1 < bare.length() && bare.charAt(i) == '0' && isDigit(bare.charAt(i + 1))) {
            i++;
        }
        return Shown.plain(bare.substring(i));
    }

    private static @Nullable String separator(String text) {
        int odd =
                text.codePoints().filter(Characters::mustBeEscaped).findFirst().orElse(-1);
        int elsewhere = text.codePoints()
                .filter(c -> c > 0x7f && Character.isDigit(c))
                .findFirst()
                .orElse(-1);
        boolean begins = !text.isEmpty() && isDigit(text.charAt(text.startsWith("-") && text.length() > 1 ? 1 : 0));
        if (odd >= 0) {
            return "it holds " + Characters.named(odd);
        } else if (elsewhere >= 0) {
            return "it holds " + Characters.named(elsewhere) + "; write the digits 0 to 9";
        } else if (!begins) {
            return null;
        } else if (text.endsWith("%")) {
            return percent(text.substring(0, text.length() - 1).strip());
        } else if (text.indexOf(',') >= 0) {
            return "the decimal sign is a point and thousands are not separated";
        } else if (text.indexOf('_') >= 0 || text.indexOf('\'') >= 0) {
            return "write the digits without separators";
        } else if (text.indexOf(':') >= 0) {
            return "a number has no colons; some readers take it for base sixty";
        }
        return text.indexOf(' ') >= 0 && isDigit(text.charAt(text.length() - 1))
                ? "write the digits without blanks"
                : null;
    }

    private static String percent(String number) {
        return Numbers.read(number) instanceof Reading.Good<BigDecimal> good
                ? "write the fraction " + fraction(good.value())
                : "write a fraction between 0 and 1";
    }

    /** A number of percent as a fraction. */
    static String fraction(BigDecimal percent) {
        return percent.movePointLeft(2).stripTrailingZeros().toPlainString();
    }

    private static @Nullable String word(String text) {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("inf") || lower.contains("nan")) {
            return "write a finite number";
        } else if (text.startsWith("#")) {
            return "a spreadsheet put an error here";
        }
        int end = end(text);
        return end > 0 && end < text.length()
                ? "found " + Shown.quoted(text.substring(end).strip()) + " after the number"
                : null;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
