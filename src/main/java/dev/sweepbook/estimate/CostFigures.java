package dev.sweepbook.estimate;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;

/** Fills in what a scenario costs and draws, where price and power are known. */
final class CostFigures {
    private CostFigures() {}

    /** By the roofline, from the seconds a replica is busy with prefill, and with all of its batch. */
    static void fill(Scenario scenario, double prefillSeconds, double busySeconds, Estimate out) {
        Inputs in = Inputs.of(scenario, out);
        double decode = busySeconds - prefillSeconds;
        out.set(
                Figure.USD_PER_REQUEST,
                Cost.usdPerRequest(in.price(), in.devices(), busySeconds, in.batch(), in.utilization()));
        out.set(
                Figure.USD_PER_MILLION_OUTPUT_TOKENS,
                Cost.usdPerMillionOutputTokens(
                        in.price(), in.devices(), decode, in.batch(), in.outputTokens(), in.utilization()));
        out.set(
                Figure.JOULES_PER_OUTPUT_TOKEN,
                Cost.joulesPerOutputToken(
                        in.power(), in.pue(), in.devices(), decode, in.batch(), in.outputTokens(), in.utilization()));
        service(scenario, in, prefillSeconds, out);
    }

    /** By the source, which knows no prefill, and by its revision, which does. */
    static void fillBySource(Scenario scenario, boolean seed, Estimate out) {
        Inputs in = Inputs.of(scenario, out);
        double steps = SourceCost.allStepsSeconds(in.outputTokens(), out.get(Figure.DECODE_STEP_SECONDS));
        out.set(
                Figure.USD_PER_MILLION_OUTPUT_TOKENS,
                SourceCost.usdPerMillionOutputTokens(
                        in.price(), in.devices(), steps, in.batch(), in.outputTokens(), in.utilization()));
        out.set(
                Figure.JOULES_PER_OUTPUT_TOKEN,
                SourceCost.joulesPerOutputToken(
                        in.power(), in.pue(), in.devices(), steps, in.batch(), in.outputTokens(), in.utilization()));
        if (seed) {
            return;
        }
        double prefill = out.get(Figure.PREFILL_SECONDS);
        double busy = Kipply2022.busySeconds(prefill, steps);
        out.set(
                Figure.USD_PER_REQUEST,
                Kipply2022.usdPerRequest(in.price(), in.devices(), busy, in.batch(), in.utilization()));
        service(scenario, in, prefill, out);
    }

    /** What reading a prompt costs, and what it takes to carry the requests asked for. */
    private static void service(Scenario scenario, Inputs in, double prefillSeconds, Estimate out) {
        Workload work = scenario.workload();
        double fresh = (double) work.promptTokens() - work.cachedPromptTokens();
        out.set(
                Figure.USD_PER_MILLION_INPUT_TOKENS,
                ServiceCost.usdPerMillionInputTokens(
                        in.price(), in.devices(), prefillSeconds, in.batch(), fresh, in.utilization()));
        double rate = work.requestRate();
        if (Double.isNaN(rate)) {
            return;
        }
        double replicas = ServiceCost.replicasNeeded(
                rate,
                out.get(Figure.REQUESTS_PER_SECOND),
                scenario.deployment().parallelism().replicas());
        double needed = ServiceCost.devicesNeeded(replicas, in.devices());
        out.set(Figure.REPLICAS_NEEDED, replicas);
        out.set(Figure.DEVICES_NEEDED, needed);
        out.set(Figure.USD_PER_MONTH, ServiceCost.usdPerMonth(needed, in.price()));
    }

    private record Inputs(
            double price,
            double power,
            double pue,
            double devices,
            double batch,
            double outputTokens,
            double utilization) {
        static Inputs of(Scenario scenario, Estimate out) {
            double price = CostFigures.price(scenario);
            double power = scenario.hardware().get(AcceleratorField.POWER);
            if (Double.isNaN(price)) {
                out.note("no price: cost is empty");
            }
            if (Double.isNaN(power)) {
                out.note("no power: energy is empty");
            }
            return new Inputs(
                    price,
                    power,
                    scenario.economics().pue(),
                    scenario.deployment().parallelism().devicesPerReplica(),
                    scenario.workload().batchSize(),
                    scenario.workload().outputTokens(),
                    scenario.economics().utilization());
        }
    }

    /** The scenario's price of a device for an hour, else the device's own; NaN where neither is known. */
    static double price(Scenario scenario) {
        double own = scenario.economics().pricePerDeviceHour();
        return Double.isNaN(own) ? scenario.hardware().get(AcceleratorField.PRICE_PER_HOUR) : own;
    }
}
