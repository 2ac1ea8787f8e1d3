"""A site in a folder of its own, runs of the program in it with and without a
fault, and what must hold after each whatever the situation is."""
import hashlib
import os
import shutil
import stat
import subprocess
from collections import namedtuple

from sites import OWN, read_tree, stamps

Call = namedtuple("Call", "name flags path")
Fault = namedtuple("Fault", "number act calls memory always kind")
HALVED = ("read", "pread", "write", "pwrite")  # see calls.c


class Bench:
    """`now` is what lies in the site since the last look, `stamps` what lay
    there before the run; `found` remembers what a next run made of a state."""

    def __init__(self, scenario, sites, build, work):
        self.scenario, self.build, self.found = scenario, build, {}
        self.site = os.path.join(work, "site")
        self.sound = os.path.join(work, "sound")
        self.log = os.path.join(work, "log")
        self.program = os.path.join(work, "jianbao")
        os.makedirs(work)
        shutil.copy(os.path.join(build, scenario.program), self.program)
        shutil.copytree(sites.path(scenario.source), self.sound)
        for part in scenario.parts:
            shutil.rmtree(os.path.join(self.sound, part), ignore_errors=True)
            if part in scenario.kept:
                source = os.path.join(scenario.before, part)
                if os.path.isdir(source):
                    shutil.copytree(source, os.path.join(self.sound, part))
        shutil.copytree(self.sound, self.site)
        self.bytes = read_tree(self.site)
        self.look()
        self.stamps = self.now

    # ---- looking ----

    def look(self):
        self.now = stamps(self.site)

    def changed(self):
        """Paths that are new or not what they were before the run."""
        return [p for p in self.now if self.now[p] != self.stamps.get(p)]

    def read(self, path):
        """The bytes of what lies at `path`; what was not touched is known."""
        if self.now[path] == self.stamps.get(path):
            return self.bytes[path]
        with open(os.path.join(self.site, path), "rb") as f:
            return f.read()

    def tree(self, folder=""):
        """As read_tree() of a folder of the site."""
        start, found = folder + "/" if folder else "", {}
        for path, stamp in self.now.items():
            if path.startswith(start):
                name = path[len(start):]
                if stat.S_ISDIR(stamp.mode):
                    found[name + "/"] = b""
                else:
                    found[name] = self.read(path)
        return found

    def leftovers(self, belong):
        """Names that are ours, but for those that may lie there."""
        return sorted(p for p in self.now
                      if OWN in os.path.basename(p) and p not in belong)

    def state(self):
        """What the next run finds: what differs from before the faulty run."""
        parts = [(p, "folder" if stat.S_ISDIR(self.now[p].mode) else
                  hashlib.sha256(self.read(p)).digest())
                 for p in self.changed()]
        return frozenset(parts + [(p, "gone") for p in self.stamps
                                  if p not in self.now])

    def restore(self):
        """What the runs changed is made what it was."""
        self.look()
        for path in sorted(self.now, reverse=True):
            full = os.path.join(self.site, path)
            if path not in self.stamps:
                is_folder = stat.S_ISDIR(self.now[path].mode)
                (os.rmdir if is_folder else os.remove)(full)
        for path in sorted(self.stamps):
            full = os.path.join(self.site, path)
            if stat.S_ISDIR(self.stamps[path].mode):
                if path not in self.now:
                    os.mkdir(full)
            elif self.now.get(path) != self.stamps[path]:
                shutil.copy2(os.path.join(self.sound, path), full)
        self.look()
        self.stamps = self.now

    # ---- running ----

    def run(self, command, **environment):
        env = dict(os.environ, LC_ALL="C.UTF-8")
        if environment:
            env["LD_PRELOAD"] = os.path.join(self.build, "inject.so")
            env.update(environment)
        try:
            r = subprocess.run([self.program] + command, cwd=self.site, env=env,
                               stdin=subprocess.DEVNULL, timeout=60,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except subprocess.TimeoutExpired:
            return "hangs", "", ""
        return (r.returncode, r.stdout.decode("utf-8", "replace"),
                r.stderr.decode("utf-8", "replace"))

    def read_log(self):
        if not os.path.exists(self.log):
            return []
        with open(self.log, encoding="utf-8", errors="replace") as f:
            lines = [line.rstrip("\n").split(" ", 4) for line in f]
        os.remove(self.log)
        return [l for l in lines if len(l) == 5]

    def count(self):
        """All calls of a sound run; of each call stack that leads to malloc
        and the like, the first and the last number."""
        self.run(self.scenario.command, FAULT_LOG=self.log)
        calls = [Call(l[2], int(l[3]), l[4]) for l in self.read_log()
                 if l[0] == "call"]
        self.restore()
        self.run(self.scenario.command, FAULT_LOG=self.log, FAULT_MEMORY="1")
        stacks = [(int(l[1]), int(l[4])) for l in self.read_log()
                  if l[0] == "stack"]
        self.restore()
        return calls, sorted(stacks)

    def attempt(self, fault):
        """What is wrong after this fault, or None."""
        env = {"FAULT_AT": str(fault.number), "FAULT_DO": fault.act,
               "FAULT_LOG": self.log}
        if fault.calls:
            env["FAULT_CALLS"] = " " + fault.calls + " "
        if fault.memory:
            env["FAULT_MEMORY"] = "1"
        if fault.always:
            env["FAULT_ALWAYS"] = "1"
        status, out, err = self.run(self.scenario.command, **env)
        self.look()
        hits = [l for l in self.read_log() if l[0] == "hit"]
        wrong = None
        if not hits and self.scenario.threads and status == 0:
            wrong = self.scenario.judge(self, 0)  # there were fewer calls
        elif not hits:
            wrong = "the call was not reached"
        else:
            hit = Call(hits[0][2], int(hits[0][3]), hits[0][4])
            wrong = self.judge(fault, hit, status, out, err)
        if self.now != self.stamps:
            wrong = wrong or self.judge_next_once()
            self.restore()
        return wrong and "%s\n    exit %s %s" % (
            wrong, status, (out + err)[:600].replace("\n", "\n    "))

    # ---- what must hold ----

    def judge(self, fault, hit, status, out, err):
        allowed = {"kill": (-9,), "torn": (-9,), "int": (-2,),
                   "term": (-15,)}.get(fault.act, (0, 2))
        if fault.act == "torn" and hit.name not in HALVED:
            allowed = (0,)  # with threads it may be another call
        if status not in allowed:
            return "exit status %s, expected %s" % (status, allowed)
        if status == 2 and not self.is_named(fault, hit, out + err):
            return "the message does not name %s" % hit.path
        left = self.leftovers(self.scenario.meanwhile)
        if status in (2, -2, -15) and left and not fault.always and \
                not fault.memory and hit.name != "unlinkat":
            return "left behind at once: %s" % left
        return self.scenario.judge(self, status)

    def is_named(self, fault, hit, text):
        if fault.memory:
            return "memory" in text
        if fault.always:
            return "output" in text or "cannot" in text
        if hit.name in ("fflush", "fwrite"):
            return "standard output" in text
        if hit.path == ".":
            return "'.'" in text or ".: " in text or "output" in text
        name = os.path.basename(hit.path.rstrip("/"))
        return (len(name) > 1 and name in text) or (
            (len(name) < 2 or ".jianbao-" in hit.path or name.isdigit()
             or name in ("spill", "..", "site"))
            and ("output" in text or "content/" in text))

    def judge_next_once(self):
        """A run without a fault does the same wherever it finds the same."""
        state = self.state()
        if state not in self.found:
            self.found[state] = self.judge_next()
        return self.found[state]

    def judge_next(self):
        status, out, err = self.run(self.scenario.next_command)
        self.look()
        if status != 0:
            return "the next run exits %s: %s" % (status, err)
        wrong = self.scenario.judge_end(self)
        if wrong:
            return "after the next run: " + wrong
        left = self.leftovers(self.scenario.at_last)
        if left:
            return "left behind: %s" % left
        status, out, err = self.run(self.scenario.next_command)
        if status != 0 or self.scenario.idle not in out:
            return "the run after the next: exit %s %s" % (status, out + err)
        return self.judge_rest()

    def judge_rest(self):
        """Where other runs are to make the output whole, they can."""
        if not self.scenario.rest_command:
            return None
        status, out, err = self.run(self.scenario.rest_command)
        self.look()
        if status != 0:
            return "the rest exits %s: %s" % (status, out + err)
        wrong = self.scenario.judge_rest(self)
        return wrong and "after the rest: " + wrong
