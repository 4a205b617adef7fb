package dev.sweepbook.estimate;

/** Watches the decode step and the prefill of an estimate, each operator by operator. */
interface RooflineWatcher {
    /** Who watches the decode step. */
    OperatorTrace decode();

    /** Who watches the prefill. */
    OperatorTrace prefill();
}
