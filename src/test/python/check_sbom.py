#!/usr/bin/env python3
"""Holds the bill of materials against the jar it is of: check_sbom.py target/sweepbook.jar target/sweepbook.sbom.json

Every library that left its Maven coordinates in the jar is on the list in the same version, everything on the list has a
licence, a SHA-256 and a package URL, and no path of the machine that built it is in the list."""
import json
import os
import re
import sys
import zipfile


def in_jar(jar):
    """Coordinates of the libraries a shaded jar consists of."""
    found = set()
    with zipfile.ZipFile(jar) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"META-INF/maven/[^/]+/[^/]+/pom\.properties", name):
                lines = archive.read(name).decode("utf-8").splitlines()
                values = dict(line.strip().split("=", 1) for line in lines if "=" in line)
                found.add((values["groupId"], values["artifactId"], values["version"]))
    return found


def faults(jar, sbom):
    with open(sbom, encoding="utf-8") as file:
        text = file.read()
    bom = json.loads(text)
    own = bom["metadata"]["component"]
    parts = bom["components"]
    listed = {(part.get("group", ""), part["name"], part["version"]) for part in [own, *parts]}
    for missing in sorted(in_jar(jar) - listed):
        yield "in the jar and not on the list: " + ":".join(missing)
    for part in parts:
        name = part.get("purl", part["name"])
        if not part.get("purl", "").startswith("pkg:maven/"):
            yield name + " has no package URL"
        if not part.get("licenses"):
            yield name + " has no licence"
        if not any(entry["alg"] == "SHA-256" for entry in part.get("hashes", [])):
            yield name + " has no SHA-256"
    for place in (os.path.expanduser("~"), os.getcwd()):
        if place != "/" and place + "/" in text:
            yield "the list names a folder of this machine: " + place
    if len(parts) < 10:
        yield "only %d components are listed" % len(parts)


def main():
    jar, sbom = sys.argv[1:]
    found = list(faults(jar, sbom))
    print("\n".join(found) or "%s: everything in the jar is on the list" % os.path.basename(sbom))
    sys.exit(bool(found))


main()
