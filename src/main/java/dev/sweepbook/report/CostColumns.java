package dev.sweepbook.report;

import static dev.sweepbook.report.ResultColumn.figure;
import static dev.sweepbook.report.Sheet.COST;

import dev.sweepbook.estimate.Figure;
import java.util.List;

/** What tokens and requests cost and draw, and what a service needs. */
final class CostColumns {
    static final List<Column> ALL = List.of(
            figure(
                    Figure.USD_PER_MILLION_OUTPUT_TOKENS,
                    "Cost per million output tokens, decoding alone",
                    Unit.USD,
                    COST,
                    "Price of the devices while they generate a million tokens; what reading the prompts costs is not in it"),
            figure(
                    Figure.USD_PER_MILLION_INPUT_TOKENS,
                    "Cost per million input tokens",
                    Unit.USD,
                    COST,
                    "Price of the devices while they read a million prompt tokens that were not cached"),
            figure(
                    Figure.USD_PER_REQUEST,
                    "Cost per request",
                    Unit.USD,
                    COST,
                    "Price of the devices for one request, prompt and output"),
            figure(
                    Figure.JOULES_PER_OUTPUT_TOKEN,
                    "Energy per output token",
                    Unit.JOULES,
                    COST,
                    "Energy the site draws to generate one token, devices at their rated power"),
            figure(
                    Figure.REPLICAS_NEEDED,
                    "Replicas needed",
                    Unit.COUNT,
                    COST,
                    "Whole replicas that carry the request rate"),
            figure(Figure.DEVICES_NEEDED, "Devices needed", Unit.COUNT, COST, "Devices of these replicas"),
            figure(Figure.USD_PER_MONTH, "Cost per month", Unit.USD, COST, "Price of these devices for 730 hours"));

    private CostColumns() {}
}
