package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Works a scenario of the roofline: every figure with its equation, every operator with its work and time. */
final class RooflineDerivation {
    private RooflineDerivation() {}

    static Derivation of(
            Scenario scenario,
            List<Derivation.Quantity> givens,
            Map<Figure, Equation> equations,
            Map<String, Calibration> calibrations) {
        List<Derivation.Operator> operators = new ArrayList<>();
        Estimate estimate = new Estimate();
        new RooflineEstimator(calibrations).estimate(scenario, estimate, new RooflineWatcher() {
            @Override
            public OperatorTrace decode() {
                return new Recorder("decode", operators);
            }

            @Override
            public OperatorTrace prefill() {
                return new Recorder("prefill", operators);
            }
        });
        List<Derivation.Step> steps = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            Equation equation = equations.get(figure);
            if (equation != null && !Double.isNaN(estimate.get(figure))) {
                String words = figure.id().replace('_', ' ');
                steps.add(new Derivation.Step(
                        new Derivation.Quantity(figure.id(), words, estimate.get(figure), equation.unit()),
                        List.of(figure),
                        equation.says(),
                        equation.source(),
                        List.of()));
            }
        }
        return new Derivation(List.copyOf(givens), List.copyOf(steps), List.copyOf(operators));
    }

    private record Recorder(String pass, List<Derivation.Operator> out) implements OperatorTrace {
        @Override
        public void operator(
                String name, double times, double flops, double bytes, double computeSeconds, double memorySeconds) {
            out.add(new Derivation.Operator(
                    pass, times, name, flops, bytes, computeSeconds, memorySeconds, Double.NaN));
        }

        @Override
        public void comms(String name, double times, double seconds) {
            double none = Double.NaN;
            out.add(new Derivation.Operator(pass, times, name, none, none, none, none, seconds));
        }
    }
}
