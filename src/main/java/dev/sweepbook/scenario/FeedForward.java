package dev.sweepbook.scenario;

/** What a layer does to each token alone. */
public sealed interface FeedForward permits DenseFeedForward, MixtureOfExperts, NoFeedForward {}
