package dev.sweepbook.scenario;

/** A layer of attention or recurrence alone. */
public record NoFeedForward() implements FeedForward {}
