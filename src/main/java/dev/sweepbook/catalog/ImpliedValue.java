package dev.sweepbook.catalog;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Works out what a rule implies: a word, or a formula of whole numbers and other fields. */
final class ImpliedValue {
    private final Fields fields;
    private final String field;
    private final @Nullable Object written;

    ImpliedValue(Fields fields, String field, @Nullable Object written) {
        this.fields = fields;
        this.field = field;
        this.written = written;
    }

    @Nullable
    Object of(String formula) {
        if (!formula.contains("$")) {
            return word(formula);
        }
        if (formula.lastIndexOf('$') == 0 && formula.matches("\\$[A-Za-z_.]+")) {
            return reference(formula.substring(1));
        }
        try {
            return sum(formula);
        } catch (ArithmeticException e) {
            fields.fault(field, "must fit 64 bits, was " + formula);
            return null;
        }
    }

    private static Object word(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return Character.isDigit(text.charAt(0)) ? (Object) Long.valueOf(text) : text;
    }

    private @Nullable Object reference(String name) {
        return name.equals(field) ? written : fields.get(name);
    }

    private @Nullable Long sum(String formula) {
        long sum = 0;
        for (String term : formula.split("\\+", -1)) {
            OptionalLong product = product(term);
            if (product.isEmpty()) {
                return null;
            }
            sum = Math.addExact(sum, product.getAsLong());
        }
        return sum;
    }

    private OptionalLong product(String term) {
        long product = 1;
        for (String factor : term.split("\\*", -1)) {
            String[] quotient = factor.split("/", 2);
            OptionalLong value = value(quotient[0]);
            if (value.isEmpty()) {
                return value;
            }
            product = Math.multiplyExact(product, value.getAsLong());
            OptionalLong divisor = quotient.length > 1 ? value(quotient[1]) : OptionalLong.of(1);
            if (divisor.isEmpty() || divisor.getAsLong() == 0) {
                return OptionalLong.empty();
            }
            product /= divisor.getAsLong();
        }
        return OptionalLong.of(product);
    }

    private OptionalLong value(String factor) {
        if (!factor.startsWith("$")) {
            return OptionalLong.of(Long.parseLong(factor));
        }
        String name = factor.substring(1);
        if (name.equals(field)) {
            return written instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
        }
        return fields.count(name, 0);
    }
}
