#!/usr/bin/env python3
"""Takes the nightly recipes out of the README and tries them: check_recipes.py README.md target/sweepbook.jar

The setting up and the line of cron are run as cron would, in a folder of their own: without a locale, with cron's short PATH,
on a file whose name is not ASCII; the second night finds nothing to do. The units go through systemd-analyze where it is
installed, the task of Windows is read as XML. What Kubernetes gets is held to its fields in ReadmeTest."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
PLACE = "/srv/sweepbook"


def block(readme, head, number=0):
    """A fenced block behind a recipe's first words."""
    text = readme[readme.index(head):]
    return re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)[number]


def as_cron(command, home):
    """Runs a line as cron does."""
    path = "/usr/bin:/bin"
    if shutil.which("java", path=path) is None:
        path += ":" + os.path.dirname(shutil.which("java"))
    run = subprocess.run(["/bin/sh", "-c", command], env={"PATH": path, "HOME": home, "SHELL": "/bin/sh", "LOGNAME": "x"}, cwd=home,
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    return run.returncode, run.stdout.decode("utf-8", "replace")


def nights(readme, jar, work):
    """Setting up, and two nights of cron."""
    place = os.path.join(work, "srv")
    project = os.path.join(work, "project")
    os.makedirs(project + "/target")
    os.makedirs(project + "/scenarios")
    shutil.copy(jar, project + "/target/sweepbook.jar")
    shutil.copy("scenarios/everyday.yaml", project + "/scenarios/")
    setting_up = "set -e\ncd %s\n%s" % (project, block(readme, "## Every night, unattended").replace(PLACE, place))
    code, printed = as_cron(setting_up, work)
    assert (code, printed) == (0, ""), (code, printed)
    assert os.path.isfile(place + "/output/everyday.xlsx"), os.listdir(place)

    line = block(readme, "**cron**").strip()
    when, command = re.fullmatch(r"(\S+ \S+ \S+ \S+ \S+) +(.*)", line).groups()
    assert when == "0 2 * * *" and "%" not in command, line  # cron ends a command at a percent sign
    shutil.copy("scenarios/everyday.yaml", os.path.join(place, "scenarios", "größe.yaml"))
    code, printed = as_cron(command.replace(PLACE, place), work)
    assert (code, printed) == (0, ""), (code, printed)
    assert os.path.isfile(os.path.join(place, "output", "größe.xlsx")), os.listdir(place + "/output")
    before = os.stat(place + "/output/everyday.xlsx").st_mtime_ns
    code, printed = as_cron(command.replace(PLACE, place), work)
    assert (code, printed) == (0, ""), (code, printed)
    assert os.stat(place + "/output/everyday.xlsx").st_mtime_ns == before
    code, printed = as_cron("cd %s && java -jar sweepbook.jar history" % place, work)
    assert code == 0 and printed.count("SUCCESS") == 2 and printed.count("UNCHANGED") == 1, printed
    print("cron: set up and run for two nights, without a locale")


def units(readme, work):
    service, timer = block(readme, "**systemd**"), block(readme, "**systemd**", 1)
    assert "Type=oneshot" in service and "Persistent=true" in timer
    if shutil.which("systemd-analyze") is None:
        print("systemd: not installed here, units not verified")
        return
    folder = os.path.join(work, "units")
    os.makedirs(folder)
    for name, text in (("sweepbook.service", service), ("sweepbook.timer", timer)):
        with open(os.path.join(folder, name), "w", encoding="ascii") as file:
            file.write(text)
    run = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", folder + "/sweepbook.service", folder + "/sweepbook.timer"],
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    faults = [line for line in run.stdout.decode().splitlines() if "sweepbook" in line]
    assert not faults and run.returncode == 0, run.stdout.decode()
    when = re.search(r"OnCalendar=(.*)", timer).group(1)
    told = subprocess.run(["systemd-analyze", "calendar", "--iterations=2", when], check=True, stdout=subprocess.PIPE).stdout.decode()
    assert len(re.findall(r"02:00:00 UTC", told)) >= 2, told
    print("systemd: units verified, every night at 02:00 UTC")


def task(readme):
    root = ElementTree.fromstring(block(readme, "**Windows Task Scheduler**"))
    value = lambda path: root.find("/".join(TASK + name for name in path.split("/"))).text
    assert root.tag == TASK + "Task"
    assert value("Triggers/CalendarTrigger/ScheduleByDay/DaysInterval") == "1"
    assert value("Settings/StartWhenAvailable") == "true"
    assert value("Settings/MultipleInstancesPolicy") == "IgnoreNew"
    assert value("Actions/Exec/Arguments").startswith("/c java -jar sweepbook.jar run --quiet --keep 30 2>")
    print("Windows: the task is well-formed")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        readme = file.read()
    work = tempfile.mkdtemp(prefix="recipes-")
    try:
        task(readme)
        units(readme, work)
        nights(readme, os.path.abspath(sys.argv[2]), work)
    finally:
        shutil.rmtree(work)


main()
