package dev.sweepbook.scenario;

/**
 * The tensors cannot be told: only the sizes of the residual stream are known.
 *
 * @param field the field that would tell
 * @param reason what is wrong with it, in words
 */
public record Undetermined(String field, String reason) implements Structure {}
