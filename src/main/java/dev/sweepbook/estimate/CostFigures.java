package dev.sweepbook.estimate;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;

/** Fills in what a scenario costs and draws, where price and power are known. */
final class CostFigures {
    private CostFigures() {}

    /** By the roofline, from the seconds a replica is busy with prefill, and with all of its batch. */
    static void fill(Scenario scenario, double prefillSeconds, double busySeconds, Estimate out) {
        double price = price(scenario, out);
        double power = power(scenario, out);
        double devices = devices(scenario);
        double batch = scenario.workload().batchSize();
        double outputTokens = scenario.workload().outputTokens();
        double utilization = scenario.economics().utilization();
        double decode = busySeconds - prefillSeconds;
        out.set(Figure.USD_PER_REQUEST, Cost.usdPerRequest(price, devices, busySeconds, batch, utilization));
        out.set(
                Figure.USD_PER_MILLION_OUTPUT_TOKENS,
                Cost.usdPerMillionOutputTokens(price, devices, decode, batch, outputTokens, utilization));
        out.set(
                Figure.JOULES_PER_OUTPUT_TOKEN,
                Cost.joulesPerOutputToken(
                        power, scenario.economics().pue(), devices, decode, batch, outputTokens, utilization));
        breakEven(scenario, out);
        service(scenario, price, prefillSeconds, out);
    }

    /** By the source, which knows no prefill, and by its revision, which does. */
    static void fillBySource(Scenario scenario, boolean seed, Estimate out) {
        double price = price(scenario, out);
        double power = power(scenario, out);
        double devices = devices(scenario);
        double batch = scenario.workload().batchSize();
        double outputTokens = scenario.workload().outputTokens();
        double utilization = scenario.economics().utilization();
        double steps = SourceCost.allStepsSeconds(outputTokens, out.get(Figure.DECODE_STEP_SECONDS));
        out.set(
                Figure.USD_PER_MILLION_OUTPUT_TOKENS,
                SourceCost.usdPerMillionOutputTokens(price, devices, steps, batch, outputTokens, utilization));
        out.set(
                Figure.JOULES_PER_OUTPUT_TOKEN,
                SourceCost.joulesPerOutputToken(
                        power, scenario.economics().pue(), devices, steps, batch, outputTokens, utilization));
        breakEven(scenario, out);
        if (seed) {
            return;
        }
        double prefill = out.get(Figure.PREFILL_SECONDS);
        double busy = Kipply2022.busySeconds(prefill, steps);
        out.set(Figure.USD_PER_REQUEST, Kipply2022.usdPerRequest(price, devices, busy, batch, utilization));
        service(scenario, price, prefill, out);
    }

    private static void breakEven(Scenario scenario, Estimate out) {
        double api = scenario.economics().apiPricePerMillionOutputTokens();
        if (!Double.isNaN(api)) {
            out.set(
                    Figure.BREAK_EVEN_UTILIZATION,
                    EverySet.breakEvenUtilization(
                            out.get(Figure.USD_PER_MILLION_OUTPUT_TOKENS),
                            scenario.economics().utilization(),
                            api));
        }
    }

    /** What reading a prompt costs, and what it takes to carry the requests asked for. */
    private static void service(Scenario scenario, double price, double prefillSeconds, Estimate out) {
        Workload work = scenario.workload();
        out.set(
                Figure.USD_PER_MILLION_OUTPUT_TOKENS_WITH_PROMPT,
                ServiceCost.usdPerMillionOutputTokensWithPrompt(out.get(Figure.USD_PER_REQUEST), work.outputTokens()));
        double fresh = (double) work.promptTokens() - work.cachedPromptTokens();
        double devices = devices(scenario);
        out.set(
                Figure.USD_PER_MILLION_INPUT_TOKENS,
                ServiceCost.usdPerMillionInputTokens(
                        price,
                        devices,
                        prefillSeconds,
                        work.batchSize(),
                        fresh,
                        scenario.economics().utilization()));
        double rate = work.requestRate();
        if (Double.isNaN(rate)) {
            return;
        }
        double replicas = ServiceCost.replicasNeeded(
                rate,
                out.get(Figure.REQUESTS_PER_SECOND),
                scenario.deployment().parallelism().replicas());
        double needed = ServiceCost.devicesNeeded(replicas, devices);
        out.set(Figure.REPLICAS_NEEDED, replicas);
        out.set(Figure.DEVICES_NEEDED, needed);
        out.set(Figure.USD_PER_MONTH, ServiceCost.usdPerMonth(needed, price));
    }

    private static double devices(Scenario scenario) {
        return scenario.deployment().parallelism().devicesPerReplica();
    }

    private static double price(Scenario scenario, Estimate out) {
        double price = price(scenario);
        if (Double.isNaN(price)) {
            out.note("no price: cost is empty");
        }
        return price;
    }

    private static double power(Scenario scenario, Estimate out) {
        double power = scenario.hardware().get(AcceleratorField.POWER);
        if (Double.isNaN(power)) {
            out.note("no power: energy is empty");
        }
        return power;
    }

    /** The scenario's price of a device for an hour, else the device's own; NaN where neither is known. */
    static double price(Scenario scenario) {
        double own = scenario.economics().pricePerDeviceHour();
        return Double.isNaN(own) ? scenario.hardware().get(AcceleratorField.PRICE_PER_HOUR) : own;
    }
}
