#!/usr/bin/env python3
"""Holds the launcher of the distribution against `java -jar`: the same outputs, no noise, the archive in use, and how
much of the processor time it takes.

    check_launcher.py DISTRIBUTION SCENARIOS [ROUNDS]

The ratio is printed and not judged: machines are busy. Everything else is.
"""

import filecmp
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path


def seconds(command, environment):
    """Processor time of a command and all its children; it must succeed and say nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode or done.stdout or done.stderr:
        sys.exit(f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def reports(folder):
    """The outputs that are functions of the inputs alone."""
    return sorted(
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in (".xlsx", ".json", ".csv") and ".sweepbook" not in path.parts
    )


def main():
    distribution, scenarios = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    jar = distribution / "lib" / "sweepbook.jar"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        environment = {**os.environ, "SWEEPBOOK_CACHE": str(work / "cache")}
        linked = work / "linked"
        linked.symlink_to(distribution / "bin" / "sweepbook")

        first = seconds([linked, "run", scenarios, "--output", work / "first", "--quiet"], environment)
        archives = list((work / "cache").glob("*"))
        if [path.suffix for path in archives] != [".jsa"]:
            sys.exit(f"one archive was to be left by the first start, found {archives}")

        trace = work / "classes"
        shown = {**environment, "SWEEPBOOK_JAVA": f"-Xlog:class+load:file={trace}"}
        seconds([linked, "run", scenarios, "--output", work / "traced", "--quiet"], shown)
        loaded = trace.read_text()
        own = [line for line in loaded.splitlines() if " dev.sweepbook." in line and "$$Lambda" not in line]
        shared = [line for line in own if "shared objects file" in line]
        if len(shared) < len(own) / 2 or not shared:
            sys.exit(f"{len(shared)} of {len(own)} classes of Sweepbook came from the archive")

        plain, short = [], []
        for at in range(rounds):
            plain.append(seconds(["java", "-jar", jar, "run", scenarios, "--output", work / f"p{at}", "--quiet"], environment))
            short.append(seconds([linked, "run", scenarios, "--output", work / f"s{at}", "--quiet"], environment))
        names = reports(work / "p0")
        if not names or names != reports(work / "s0"):
            sys.exit("the launcher did not write what java -jar writes")
        for name in names:
            if not filecmp.cmp(work / "p0" / name, work / "s0" / name, shallow=False):
                sys.exit(f"{name} differs between the launcher and java -jar")

        without = {**environment, "SWEEPBOOK_CACHE": "off"}
        seconds([linked, "run", scenarios, "--output", work / "off", "--quiet"], without)
        missing = subprocess.run([linked, "--version"], env={**environment, "JAVA_HOME": "/nowhere"}, capture_output=True)
        if missing.returncode != 74 or b"no Java found" not in missing.stderr:
            sys.exit(f"a missing Java gave exit {missing.returncode}: {missing.stderr!r}")

        ratio = statistics.median(s / p for s, p in zip(short, plain))
        print(
            f"{len(names)} files the same; {len(shared)} of {len(own)} classes from the archive; processor time"
            f" {statistics.median(short):.2f} s against {statistics.median(plain):.2f} s, ratio {ratio:.2f}"
            f" (median of {rounds}); the first start {first:.2f} s"
        )


main()
