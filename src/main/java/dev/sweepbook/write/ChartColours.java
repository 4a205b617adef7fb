package dev.sweepbook.write;

import dev.sweepbook.report.Graph.Ink;
import java.util.List;

/** The colours of charts: the hues that {@link Look} gives the bounds, and others that colour-blind readers tell apart. */
final class ChartColours {
    /** Okabe and Ito 2008, without the black that stands for the whole. */
    private static final List<String> OTHERS =
            List.of("0072B2", "E69F00", "009E73", "CC79A7", "56B4E9", "D55E00", "F0E442", "999999");

    private ChartColours() {}

    /** The colour of a series that is the so-manieth, from 0, of those without a colour of their own. */
    static String of(Ink ink, int other) {
        return switch (ink) {
            case MEMORY -> "2E75B6";
            case COMPUTE -> "E08A2E";
            case COMMS -> "8E5AA8";
            case OVERHEAD -> "8C8C8C";
            case WHOLE -> "1A1A1A";
            case LIMIT -> "595959";
            case WEIGHTS -> "00695C";
            case CACHE -> "5FB8A8";
            case FREE -> "DDE3EA";
            case OTHER -> OTHERS.get(other % OTHERS.size());
        };
    }
}
