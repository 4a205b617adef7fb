package dev.sweepbook.ooxml;

import java.io.Serial;

/** Says that a workbook is not read any further, which part is at fault and why. */
public final class Refused extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    /**
     * A refusal.
     *
     * @param part the part at fault, empty for the whole file
     * @param reason the rule, what was found and the remedy
     */
    public Refused(String part, String reason) {
        super(reason, null, false, false);
        this.fault = new Fault(part, reason);
    }

    /**
     * What is at fault.
     *
     * @return part and reason
     */
    public Fault fault() {
        return fault;
    }
}
