package dev.sweepbook.cli;

import java.lang.reflect.Method;
import java.util.List;

/** How the process ends once a command is done. */
final class Ending {
    private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");
    private static final long MILLIS_ON_ITS_WAY = 20;

    private Ending() {}

    /**
     * Hands the signals that end a process back to the system, before anything else: one that comes while Java shuts down
     * would be lost, and the process would say that it succeeded though it was told to end. One that came just before is
     * still on its way through Java, and gets the time it needs. The class that does it is no part of the Java standard;
     * where it is missing, or a signal is unknown, things stay as they are.
     */
    static void begin() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object bySystem = handler.getField("SIG_DFL").get(null);
            for (String name : SIGNALS) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), bySystem);
            }
            Thread.sleep(MILLIS_ON_ITS_WAY);
        } catch (ReflectiveOperationException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
