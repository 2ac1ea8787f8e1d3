"""The situations in which faults are tried, and what must hold in each."""
import os

from sites import AS_OF, BUILD, MANIFEST, MARKER, differ, read_tree


class Building:
    """A build of the site `source`, where the built site `found` has left its
    output and, with `state`, its build/state. `command` other than build must
    leave what a build would."""

    def __init__(self, name, source, found, *options, program="jianbao",
                 state=True):
        self.name, self.source, self.found = name, source, found
        self.command = BUILD + list(options)
        self.next_command = BUILD + [o for o in options if o != "--atomic"]
        self.idle = ": 0 written"
        self.program = program
        self.parts = ("output", "build")
        self.kept = self.parts if state else ("output",)
        self.atomic = "--atomic" in options
        self.threads = "-j4" in options

    def prepare(self, sites):
        self.before = sites.path(str(self.found) + ".built")
        self.old = read_tree(os.path.join(self.before, "output"))
        self.new = read_tree(sites.path(self.source + ".built/output"))

    def judge(self, bench, status):
        """What is wrong with what the faulty run left, or None."""
        now = bench.tree("output")
        is_there = "output" in bench.now
        if status == 0:
            return None if now == self.new else \
                "exit 0, but " + differ(now, self.new)
        if now == self.new and is_there:
            return None
        if not self.found:
            return "part of a tree: " + differ(now, self.new) \
                if is_there else None
        if self.atomic and not is_there:
            return None if bench.tree("output.jianbao-old") == self.old else \
                "there is no output, and the former is not aside"
        if MARKER in now:
            return self.judge_marked(now)
        if now != self.old:
            return "changed without a marker: " + differ(now, self.old)
        for path in bench.changed():
            if path.startswith("output/"):
                return "%s was touched" % path
        return None

    def judge_marked(self, now):
        """While the marker lies there, a file is old, new, or listed in it."""
        listed = now[MARKER].decode("utf-8", "replace")
        for path in set(now) - {MARKER}:
            if now[path] not in (self.old.get(path), self.new.get(path)) and \
                    " %s\n" % path not in listed:
                return "%s is torn, and the marker does not say so" % path
        gone = set(self.old) & set(self.new) - set(now)
        return "gone: %s" % gone if gone else None

    def judge_end(self, bench):
        now = bench.tree("output")
        return None if now == self.new else differ(now, self.new)


class Mending:
    """A command that writes into the sources: each file is the old or the new
    one, whole, and none is lost."""
    program = "jianbao"
    found, threads = None, False

    def __init__(self, name, source, target, *command):
        self.name, self.source, self.target = name, source, target
        self.command = list(command) + AS_OF
        self.next_command = self.command
        self.idle = ""
        self.parts = self.kept = ("content", "data")

    def prepare(self, sites):
        self.before = sites.path(self.source)
        self.old = read_tree(self.before)
        self.new = read_tree(sites.path(self.target))

    def judge(self, bench, status):
        now = bench.tree()
        for path in self.old:
            if path not in now:
                return "%s is gone" % path
            if now[path] not in (self.old[path], self.new[path]):
                return "%s is torn" % path
        if status == 0 and now != self.new:
            return "exit 0, but " + differ(now, self.new)
        return None

    def judge_end(self, bench):
        now = bench.tree()
        return None if now == self.new else differ(now, self.new)


class Cleaning(Building):
    """`clean` takes everything away, or says why not; then nothing is lost that
    the next one could not find."""

    def __init__(self):
        super().__init__("clean", "old", "old")
        self.command = self.next_command = ["clean"]
        self.idle = ""

    def judge(self, bench, status):
        now = bench.tree("output")
        if status == 0:
            return "exit 0, but it is there" if now else None
        if now and MANIFEST not in now:
            return "the manifest went before the files"
        return None

    def judge_end(self, bench):
        return "it is there" if bench.tree("output") else None


SCENARIOS = [
    Building("new-folder", "old", None),
    Building("few", "few", "old", "--changed", "build/changed.txt"),
    Building("in-place", "all", "old", program="jianbao-in-place"),
    Building("atomic", "few", "old", "--atomic"),
    Building("nothing", "old", "old"),
    Building("no-state", "old", "old", state=False),
    Building("repair", "all", "broken"),
    Building("threads", "all", "old", "-j4", program="jianbao-in-place"),
    Mending("fix", "bad", "mended", "check", "--fix"),
    Mending("translated", "old", "recorded", "translated", "--all"),
    Cleaning(),
]
