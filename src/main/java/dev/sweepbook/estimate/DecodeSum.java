package dev.sweepbook.estimate;

/**
 * Sums the decode steps of a request. A step is linear in its context between the windows of the layers and the places
 * where another term takes over, so that an interval is its length times the step in the middle.
 */
@Live(name = "runMicro", is = "IF(microBatches=1,1,MIN(microBatches,running))", level = Live.Level.RUN)
@Live(name = "runPass", is = "running/runMicro", level = Live.Level.RUN)
@Live(name = "runRows", is = "MAX(runPass,cal.least_rows)", level = Live.Level.RUN)
@Live(
        name = "runBusyApart",
        is = "SUMPRODUCT((o_part=passed)*o_times*(" + LiveWords.WEIGHT_TIME + "+" + LiveWords.MOVED_A_ROW
                + "*runRows)*(" + LiveWords.COMPUTE_A_ROW + "*runRows<=(" + LiveWords.WEIGHT_TIME + "+"
                + LiveWords.MOVED_A_ROW + "*runRows)))+SUMPRODUCT((o_part=passed)*o_times*" + LiveWords.COMPUTE_A_ROW
                + "*runRows*(" + LiveWords.COMPUTE_A_ROW + "*runRows>(" + LiveWords.WEIGHT_TIME + "+"
                + LiveWords.MOVED_A_ROW
                + "*runRows)))+runRows*secondsPerByte*(INDEX(p_layers,passed)*cal.stream_passes*tokenBytes+INDEX(p_first,passed)*of.hidden_size*embeddingBytes)+MOE(IF(runPass=0,0,SUMPRODUCT((x_part=passed)*x_times*(x_experts*(1-EXP(runPass*crowd*x_missed))*"
                + LiveWords.EXPERT_BYTES + "+runPass*" + LiveWords.EXPERT_MOVED + ")*secondsPerByte*(runPass*"
                + LiveWords.EXPERT_FLOPS + "*secondsPerFlop<=(x_experts*(1-EXP(runPass*crowd*x_missed))*"
                + LiveWords.EXPERT_BYTES + "+runPass*" + LiveWords.EXPERT_MOVED
                + ")*secondsPerByte))))+MOE(IF(runPass=0,0,SUMPRODUCT((x_part=passed)*x_times*runPass*"
                + LiveWords.EXPERT_FLOPS + "*secondsPerFlop*(runPass*" + LiveWords.EXPERT_FLOPS
                + "*secondsPerFlop>(x_experts*(1-EXP(runPass*crowd*x_missed))*" + LiveWords.EXPERT_BYTES + "+runPass*"
                + LiveWords.EXPERT_MOVED + ")*secondsPerByte))))",
        level = Live.Level.RUN)
@Live(
        name = "runAttention",
        is = "runPass*(SUMPRODUCT((a_part=passed)*a_times*" + LiveWords.ALL_MEMORY + "*(" + LiveWords.ALL_COMPUTE + "<="
                + LiveWords.ALL_MEMORY + "))+SUMPRODUCT((a_part=passed)*a_times*" + LiveWords.ALL_COMPUTE + "*("
                + LiveWords.ALL_COMPUTE + ">" + LiveWords.ALL_MEMORY + "))+SUMPRODUCT((a_part=passed)*a_times*a_vector*"
                + LiveWords.ALL_SEEN + ")/tensorParallel*secondsPerVectorFlop)",
        level = Live.Level.RUN)
@Live(
        name = "runFirst",
        is = "IF(AND(overlap=0,INDEX(p_count,passed)=1),0,runBusyApart+runPass*" + LiveWords.ATTENTION_FIRST + ")",
        level = Live.Level.RUN)
@Live(
        name = "runLast",
        is = "IF(AND(overlap=0,INDEX(p_count,passed)=1),0,runBusyApart+runPass*" + LiveWords.ATTENTION_LAST + ")",
        level = Live.Level.RUN)
@Live(name = "runBusyAll", is = "decodeSteps*runBusyApart+runAttention", level = Live.Level.RUN)
@Live(
        name = "runBelow",
        is =
                "IF(OR(overlap=0,runLast<=runFirst),0,-INT(-(runToldSeconds-runFirst)*(decodeSteps-1)/(runLast-runFirst)))",
        level = Live.Level.RUN)
@Live(
        name = "runHidden",
        is =
                "IF(overlap=0,0,overlap*IF(runFirst>=runToldSeconds,decodeSteps*runToldSeconds,IF(runLast<=runToldSeconds,runBusyAll,"
                        + "IF(ABS(runBusyAll-decodeSteps*(runFirst+runLast)/2)>0.000000000001*runBusyAll,NA(),"
                        + "runBelow*(runFirst+(runBelow-1)/2*(runLast-runFirst)/(decodeSteps-1))+(decodeSteps-runBelow)*runToldSeconds))))",
        level = Live.Level.RUN)
@Live(
        name = "runCrosses",
        is = "IF(overlap=0,0,(runFirst<runToldSeconds)*(runLast>runToldSeconds))",
        level = Live.Level.RUN)
@Live(
        name = "runApart",
        is = "INDEX(p_layers,passed)*cal.layer+runPass*cal.sequence+runToldSeconds",
        level = Live.Level.RUN)
@Live(
        name = "runSum",
        is = "IF(INDEX(p_mixed,passed)=1,NA(),runBusyAll+decodeSteps*runApart-runHidden)",
        level = Live.Level.RUN)
@Live(name = "runTotalFirst", is = "runFirst+runApart", level = Live.Level.RUN)
@Live(name = "runTotalLast", is = "runLast+runApart", level = Live.Level.RUN)
@Live(
        name = "runDecode",
        is =
                "IF(decodeSteps=0,0,IF(OR(pipelineParallel>1,microBatches>1),IF(takesTurns,runMicro,MAX(runMicro,pipelineParallel)),1)*runSum+decodeSteps*(IF(pipelineParallel>1,(pipelineParallel-1)*((runPass)*tokenBytes/IF(replicaDevices<=scaleUpDevices,nearRate,farRate)+IF(replicaDevices<=scaleUpDevices,hopSeconds,farHopSeconds)+cal.hand_over),0)*IF(takesTurns,runMicro,1)+cal.step))",
        level = Live.Level.RUN)
final class DecodeSum {
    private static final double TOLERANCE = 1e-13;

    private final Timing timing;
    private final StepSeconds step = new StepSeconds();
    private double knownContext;
    private double knownSeconds;

    DecodeSum(Timing timing) {
        this.timing = timing;
    }

    /** Takes over a step that was timed already, most often the one in the middle. */
    void know(double context, double seconds) {
        knownContext = context;
        knownSeconds = seconds;
    }

    @Equation(
            says = "Σ_{c=first}^{last} step(c), each linear interval as its length times the step at its middle",
            source = "FORMULAS.md 3.3",
            unit = "s")
    double seconds(double first, double last, double[] windows, boolean linear) {
        double sum = 0;
        double from = first;
        for (double window : windows) {
            if (window >= from && window < last) {
                sum += interval(from, window, linear);
                from = window + 1;
            }
        }
        return from > last ? sum : sum + interval(from, last, linear);
    }

    private double interval(double first, double last, boolean linear) {
        double steps = last - first + 1;
        double middle = at((first + last) / 2);
        if (linear || steps <= 1) {
            return steps * middle;
        }
        double chord = (at(first) + at(last)) / 2;
        if (Math.abs(chord - middle) <= TOLERANCE * chord) {
            return steps * middle; // a convex function that meets its chord in the middle is the chord
        }
        double half = Math.floor((first + last) / 2);
        return interval(first, half, false) + interval(half + 1, last, false);
    }

    private double at(double context) {
        return context == knownContext ? knownSeconds : timed(context);
    }

    private double timed(double context) {
        timing.decode(context, step);
        return step.total();
    }
}
