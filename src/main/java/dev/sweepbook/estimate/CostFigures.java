package dev.sweepbook.estimate;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Economics;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;

/** Fills in what a scenario costs and draws, where price and power are known. */
final class CostFigures {
    private CostFigures() {}

    /** From the seconds a replica is busy with prefill, and with all of its batch. */
    static void fill(Scenario scenario, double prefillSeconds, double busySeconds, Estimate out) {
        Workload work = scenario.workload();
        Economics economics = scenario.economics();
        double devices = scenario.deployment().parallelism().devicesPerReplica();
        double decode = busySeconds - prefillSeconds;
        double power = scenario.hardware().get(AcceleratorField.POWER);
        double price = price(scenario);
        double fresh = (double) work.promptTokens() - work.cachedPromptTokens();
        if (Double.isNaN(price)) {
            out.note("no price: cost is empty");
        }
        if (Double.isNaN(power)) {
            out.note("no power: energy is empty");
        }
        double use = economics.utilization();
        out.set(Figure.USD_PER_REQUEST, Cost.usdPerRequest(price, devices, busySeconds, work.batchSize(), use));
        out.set(
                Figure.USD_PER_MILLION_INPUT_TOKENS,
                Cost.usdPerMillionInputTokens(price, devices, prefillSeconds, work.batchSize(), fresh, use));
        out.set(
                Figure.USD_PER_MILLION_OUTPUT_TOKENS,
                Cost.usdPerMillionOutputTokens(price, devices, decode, work.batchSize(), work.outputTokens(), use));
        out.set(
                Figure.JOULES_PER_OUTPUT_TOKEN,
                Cost.joulesPerOutputToken(
                        power, economics.pue(), devices, decode, work.batchSize(), work.outputTokens(), use));
        service(scenario, devices, price, out);
    }

    /** What it takes to carry the requests asked for. */
    private static void service(Scenario scenario, double devices, double price, Estimate out) {
        double rate = scenario.workload().requestRate();
        if (Double.isNaN(rate)) {
            return;
        }
        double replicas = Cost.replicasNeeded(
                rate,
                out.get(Figure.REQUESTS_PER_SECOND),
                scenario.deployment().parallelism().replicas());
        double needed = Cost.devicesNeeded(replicas, devices);
        out.set(Figure.REPLICAS_NEEDED, replicas);
        out.set(Figure.DEVICES_NEEDED, needed);
        out.set(Figure.USD_PER_MONTH, Cost.usdPerMonth(needed, price));
    }

    /** The scenario's price of a device for an hour, else the device's own; NaN where neither is known. */
    static double price(Scenario scenario) {
        double own = scenario.economics().pricePerDeviceHour();
        return Double.isNaN(own) ? scenario.hardware().get(AcceleratorField.PRICE_PER_HOUR) : own;
    }
}
