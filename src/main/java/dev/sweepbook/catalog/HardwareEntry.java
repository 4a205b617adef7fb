package dev.sweepbook.catalog;

import dev.sweepbook.scenario.Accelerator;

/**
 * What the catalogue tells of a device.
 *
 * @param device its numbers and where they come from
 * @param vendor who makes it
 * @param year the year it came out
 * @param memoryType kind of memory
 * @param linkType kind of link between devices
 * @param priceNote what the price is, empty where there is none; every shipped price is a placeholder
 * @param sparseHalved whether a sparse figure of the datasheet was halved to the dense one, and which
 */
public record HardwareEntry(
        Accelerator device,
        String vendor,
        long year,
        String memoryType,
        String linkType,
        String priceNote,
        String sparseHalved) {}
