"""The tiny sites that faults are tried on, and looks at what lies in folders."""
import collections
import os
import re
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
AS_OF = ["--as-of", "2022-12-01", "-j1"]
BUILD = ["build"] + AS_OF
MARKER = ".jianbao-building"
MANIFEST = ".jianbao-manifest"  # of a share: behind it ".1-2"
FIRST, SECOND = MANIFEST + ".1-2", MANIFEST + ".2-2"
OWN = ".jianbao-"
OLD_TIME = 1600000000
ARTICLES = "content/articles/2021/"
Stamp = collections.namedtuple("Stamp", "mode inode size time")


# ---- folders ----

def read_tree(root):
    """Path -> bytes of every file below, and "path/" -> b"" of every folder."""
    found = {}
    for folder, folders, names in os.walk(root):
        for name in folders:
            found[os.path.relpath(os.path.join(folder, name), root) + "/"] = b""
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as f:
                found[os.path.relpath(path, root)] = f.read()
    return found


def stamps(root):
    """Path -> what shows a change of it, of all files and folders below."""
    found, folders = {}, [root]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                st = entry.stat(follow_symlinks=False)
                found[entry.path[len(root) + 1:]] = Stamp(
                    st.st_mode, st.st_ino, st.st_size, st.st_mtime_ns)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
    return found


def differ(now, other):
    paths = sorted(p for p in set(now) | set(other)
                   if now.get(p) != other.get(p))
    return "%d differ: %s" % (len(paths), " ".join(paths[:6]))


# ---- lists ----

def is_own(path):
    """Whether a name in an output is that of a list or of the marker."""
    return path.startswith(OWN)


def own_names(*trees):
    """From the site, those in the outputs."""
    return {"output/" + p for tree in trees for p in tree if is_own(p)}


def files(tree):
    return {p: b for p, b in tree.items() if p[-1] != "/" and not is_own(p)}


def listed(text):
    """The paths that a list or the marker names."""
    lines = text.decode("utf-8", "replace").splitlines()[1:]
    return {line.split(" ", 2)[-1] for line in lines}


def unlisted(tree):
    """Files that no list in the output names."""
    names = set().union(*(listed(tree[p]) for p in tree if is_own(p)))
    return sorted(set(files(tree)) - names)


def with_folders(tree):
    """Adds those that the files lie in."""
    for path in list(tree):
        for at, byte in enumerate(path):
            if byte == "/":
                tree[path[:at + 1]] = b""
    return tree


# ---- edits ----

def write(root, path, text):
    with open(os.path.join(root, path), "w", encoding="utf-8") as f:
        f.write(text)


def edit(root, path, pattern, new):
    with open(os.path.join(root, path), encoding="utf-8") as f:
        text = f.read()
    assert re.search(pattern, text), pattern
    write(root, path, re.sub(pattern, new, text, count=1))


def few_changes(site):
    """A page more, one less, one other."""
    os.remove(os.path.join(site, ARTICLES + "b.zh.md"))
    edit(site, ARTICLES + "a.zh.md", "“增加”了。", "“减少”了。")
    shutil.copy(os.path.join(HERE, "site", ARTICLES + "b.zh.md"),
                os.path.join(site, ARTICLES + "c.zh.md"))
    edit(site, ARTICLES + "c.zh.md", "第二篇", "第三篇")


def all_changes(site):
    few_changes(site)
    edit(site, "site.yaml", "小站", "新站")
    edit(site, "site.yaml", "Small", "New")


def more_changes(site):
    """A page more in each of two shares."""
    all_changes(site)
    shutil.copy(os.path.join(site, ARTICLES + "c.zh.md"),
                os.path.join(site, ARTICLES + "e.zh.md"))
    edit(site, ARTICLES + "e.zh.md", "第三篇", "第四篇")


def mendable(site):
    edit(site, ARTICLES + "a.zh.md", r"\[38000名\]", "[]")
    edit(site, ARTICLES + "a.en.md", r"\[38,000 pupils\]", "[]")
    edit(site, "data/statistics/x.csv", "37500", '"37,500"')


class Sites:
    """Folders: NAME has the sources alone, NAME.built has output/ and build/,
    too."""

    def __init__(self, build, work):
        self.work = work
        self.program = os.path.join(work, "jianbao")  # no theme beside it
        shutil.copy(os.path.join(build, "jianbao"), self.program)
        self.add("old")
        self.add("few", few_changes)
        self.add("all", all_changes)
        self.add("more", more_changes)
        self.add("bad", mendable, build=False)
        self.after("mended", "bad", ["check", "--fix"])
        self.after("recorded", "old", ["translated", "--all"])
        self.add_broken()
        self.add_shares("old-share", "old", "1/2")
        self.add_shares("old-shares", "old", "1/2", "2/2")
        self.add_shares("more-shares", "more", "1/2", "2/2")
        self.add_torn_share()

    def path(self, name):
        return os.path.join(self.work, "sites", name)

    def run(self, site, command):
        subprocess.run([self.program] + command, cwd=site, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def age(self, site):
        """Makes the files older than the clock is coarse."""
        for folder, _, names in os.walk(site):
            for name in names:
                os.utime(os.path.join(folder, name), (OLD_TIME, OLD_TIME))

    def add(self, name, change=None, build=True):
        site = self.path(name)
        shutil.copytree(os.path.join(ROOT, "tests/golden/_plain"), site)
        shutil.copytree(os.path.join(HERE, "site"), site, dirs_exist_ok=True)
        for lang in ("zh", "en"):
            shutil.copy(os.path.join(ROOT, "layouts/strings.%s.yaml" % lang),
                        os.path.join(site, "layouts"))
        if change:
            change(site)
        self.age(site)
        if build:
            shutil.copytree(site, site + ".built")
            self.run(site + ".built", BUILD)

    def after(self, name, source, command):
        shutil.copytree(self.path(source), self.path(name))
        self.run(self.path(name), command + AS_OF)

    def add_broken(self):
        """An output as a run leaves it that was killed while it wrote."""
        site, new = self.path("broken.built"), self.path("all.built/output/")
        shutil.copytree(self.path("old.built"), site)
        out = os.path.join(site, "output/")
        shutil.copy(new + MANIFEST, out + MARKER)
        shutil.copy(new + "en/index.html", out + "en/index.html")
        write(out, "zh/index.html", "<!doctype html><html la")
        os.remove(out + "robots.txt")

    def add_shares(self, name, source, *shares):
        """An output that shards have built."""
        site = self.path(name + ".built")
        shutil.copytree(self.path(source), site)
        for share in shares:
            self.run(site, BUILD + ["--shard", share])

    def add_torn_share(self):
        """As the first of two shards leaves it that was killed while it wrote:
        a file is new, one is torn, and so is one that no list has yet."""
        site = self.path("torn-share.built")
        shutil.copytree(self.path("old-shares.built"), site)
        out = os.path.join(site, "output")
        old = read_tree(out)
        new = read_tree(self.path("more-shares.built/output"))
        paths = sorted(p for p in listed(new[FIRST]) if old.get(p) != new[p])
        changed = [p for p in paths if p in old]
        added = [p for p in paths if p not in old]
        for path, size in ((changed[0], None), (changed[1], 20), (added[0], 20)):
            os.makedirs(os.path.dirname(os.path.join(out, path)), exist_ok=True)
            with open(os.path.join(out, path), "wb") as f:
                f.write(new[path][:size])
        with open(os.path.join(out, MARKER), "wb") as f:
            f.write(new[FIRST])
