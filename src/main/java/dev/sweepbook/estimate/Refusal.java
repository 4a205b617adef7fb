package dev.sweepbook.estimate;

/**
 * Why something cannot be estimated.
 *
 * @param axis the axis at fault
 * @param reason why, in words
 */
record Refusal(String axis, String reason) implements Placement {}
