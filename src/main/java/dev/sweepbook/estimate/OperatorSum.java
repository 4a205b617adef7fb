package dev.sweepbook.estimate;

import java.util.Arrays;

/**
 * Operators that are linear in the tokens of a pass, summed up front: between two places where an operator passes from
 * one limit to the other, the time by each limit is a line. A pass looks its interval up in place of walking the
 * operators.
 */
final class OperatorSum {
    private final double[] places;
    private final double[] memoryFixed;
    private final double[] memoryPerToken;
    private final double[] computePerToken;
    private final double flopsPerToken;
    private final double bytesFixed;
    private final double bytesPerToken;
    private final double leastRows;

    OperatorSum(Operator[] operators, double secondsPerFlop, double secondsPerByte, double leastRows) {
        this.leastRows = leastRows;
        places = Arrays.stream(operators)
                .mapToDouble(operator -> crossover(operator, secondsPerFlop, secondsPerByte))
                .filter(place -> place < Double.POSITIVE_INFINITY)
                .sorted()
                .distinct()
                .toArray();
        memoryFixed = new double[places.length + 1];
        memoryPerToken = new double[places.length + 1];
        computePerToken = new double[places.length + 1];
        double flops = 0;
        double fixed = 0;
        double bytes = 0;
        for (Operator operator : operators) {
            double from = crossover(operator, secondsPerFlop, secondsPerByte);
            for (int i = 0; i <= places.length; i++) {
                if (i > 0 && places[i - 1] >= from) {
                    computePerToken[i] += operator.times() * operator.flopsPerToken() * secondsPerFlop;
                } else {
                    memoryFixed[i] += operator.times() * operator.weightBytes() * secondsPerByte;
                    memoryPerToken[i] += operator.times() * operator.bytesPerToken() * secondsPerByte;
                }
            }
            flops += operator.times() * operator.flopsPerToken();
            fixed += operator.times() * operator.weightBytes();
            bytes += operator.times() * operator.bytesPerToken();
        }
        flopsPerToken = flops;
        bytesFixed = fixed;
        bytesPerToken = bytes;
    }

    @Equation(
            says = "weight bytes·t_B / (FLOPs a token·t_F − bytes a token·t_B): tokens beyond which compute limits it",
            source = "FORMULAS.md 3.7",
            unit = "tokens")
    private static double crossover(Operator operator, double secondsPerFlop, double secondsPerByte) {
        double slope = operator.flopsPerToken() * secondsPerFlop - operator.bytesPerToken() * secondsPerByte;
        return slope > 0 ? operator.weightBytes() * secondsPerByte / slope : Double.POSITIVE_INFINITY;
    }

    void addTo(Pass out, double tokens) {
        double rows = tokens == 0 ? 0 : Math.max(tokens, leastRows);
        int i = 0;
        while (i < places.length && rows > places[i]) {
            i++;
        }
        out.memorySeconds += memoryFixed[i] + memoryPerToken[i] * rows;
        out.computeSeconds += computePerToken[i] * rows;
        out.flops += flopsPerToken * tokens;
        out.bytes += bytesFixed + bytesPerToken * tokens;
    }

    double flopsPerToken() {
        return flopsPerToken;
    }

    double weightBytes() {
        return bytesFixed;
    }
}
