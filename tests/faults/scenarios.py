"""The situations in which faults are tried, and what must hold in each."""
import os

from sites import (AS_OF, BUILD, FIRST, MARKER, SECOND, differ, files, is_own,
                   listed, own_names, read_tree, unlisted, with_folders)


class Building:
    """A build of the site `source`, where the built site `found` has left its
    output and, with `state`, its build/state. `command` other than build must
    leave what a build would. What is called jianbao's may lie there `meanwhile`
    and `at_last`; of the short version's faults only `short_acts` are tried."""
    rest_command = short_acts = None

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
        self.set_belonging()

    def set_belonging(self):
        self.meanwhile = own_names(self.old, self.new, [MARKER])
        self.at_last = own_names(self.new)

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
        return self.judge_untouched(bench, now)

    def judge_untouched(self, bench, now):
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


class Sharing(Building):
    """A build of share 2/2 where 1/2 is: nothing of that is touched, not even
    what a killed run left of it. Then share 1/2 makes the output whole."""
    rest_command = BUILD + ["--shard", "1/2"]
    short_acts = ("kill",)

    def __init__(self, name, source, found, *options, **keys):
        super().__init__(name, source, found, "--shard", "2/2", *options,
                         state=False, **keys)

    def prepare(self, sites):
        super().prepare(sites)
        self.whole = self.new
        self.union = read_tree(sites.path(self.source + "-shares.built/output"))
        self.marked = listed(self.old.get(MARKER, b""))
        names = listed(self.old[FIRST]) | self.marked | {FIRST, MARKER}
        self.first = {p: self.old[p] for p in names if p in self.old}
        second = listed(self.union[SECOND]) | {SECOND}
        self.new = with_folders({**self.first,
                                 **{p: self.union[p] for p in second}})
        self.set_belonging()

    def judge(self, bench, status):
        now = bench.tree("output")
        if "output" in bench.now:
            wrong = self.judge_first(bench, now)
            if wrong:
                return wrong
        if self.marked and now != self.new and \
                now.get(MARKER) == self.old[MARKER]:
            return self.judge_untouched(bench, now)
        return super().judge(bench, status)

    def judge_first(self, bench, now):
        """A new tree that cannot have links has files of the same time."""
        for path in self.first:
            stamps = [at.get("output/" + path)
                      for at in (bench.now, bench.stamps)]
            if self.atomic:
                stamps = [at and at._replace(inode=0) for at in stamps]
            if path != MARKER and stamps[0] != stamps[1]:
                return "%s of the other share was touched" % path
        lost = self.marked - listed(now.get(MARKER, b""))
        if lost:
            return "no marker names %s of the other share" % sorted(lost)[0]
        if unlisted(now):
            return "in no list: %s" % unlisted(now)
        return None

    def judge_end(self, bench):
        now = bench.tree("output")
        return self.judge_first(bench, now) or super().judge_end(bench)

    def judge_rest(self, bench):
        now = bench.tree("output")
        if now != self.union:
            return differ(now, self.union)
        return None if files(now) == files(self.whole) else \
            "not as a whole build: " + differ(files(now), files(self.whole))


class Uniting(Building):
    """A whole build over the outputs of shards: their lists are trusted, and one
    takes their place. Where no file changes, no marker tells of that."""
    short_acts = ("kill",)

    def __init__(self, name, source, found, **keys):
        super().__init__(name, source, found, state=False, **keys)

    def judge(self, bench, status):
        now = bench.tree("output")
        if unlisted(now):
            return "in no list: %s" % unlisted(now)
        if status != 0 and files(self.old) == files(self.new):
            return self.judge_lists(bench, now)
        return super().judge(bench, status)

    def judge_lists(self, bench, now):
        if files(now) != files(self.old):
            return differ(files(now), files(self.old))
        for path in now:
            if is_own(path) and \
                    now[path] not in (self.old.get(path), self.new.get(path)):
                return "%s is torn" % path
        for path in bench.changed():
            if path.startswith("output/") and path not in self.meanwhile:
                return "%s was touched" % path
        return None


class Mending:
    """A command that writes into the sources: each file is the old or the new
    one, whole, and none is lost."""
    program = "jianbao"
    found, threads = None, False
    meanwhile = at_last = frozenset()
    rest_command = short_acts = None

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

    def __init__(self, name, found):
        super().__init__(name, "old", found)
        self.command = self.next_command = ["clean"]
        self.idle = ""

    def set_belonging(self):
        self.meanwhile, self.at_last = own_names(self.old), frozenset()

    def judge(self, bench, status):
        now = bench.tree("output")
        if status == 0:
            return "exit 0, but it is there" if now else None
        if unlisted(now):
            return "a list went before its files: %s" % unlisted(now)
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
    Cleaning("clean", "old"),
    Sharing("shard", "old", "old-share"),
    Sharing("shard-in-place", "more", "torn-share", program="jianbao-in-place"),
    Sharing("shard-atomic", "more", "torn-share", "--atomic"),
    Uniting("union", "old", "old-shares"),
    Uniting("union-in-place", "more", "old-shares", program="jianbao-in-place"),
    Cleaning("clean-shards", "old-shares"),
]
