package dev.sweepbook.estimate;

/** What came of putting a model on devices. */
sealed interface Placement permits Deployed, Refusal {}
