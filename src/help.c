/* SPDX-License-Identifier: MIT */
#include "help.h"

#include <string.h>

const char help_usage[] =
    "usage: jianbao <command> [options]\n"
    "\n"
    "  build          check the site and write its pages\n"
    "  check          find every mistake, write nothing\n"
    "  list WHAT      articles, districts, what waits to be translated ...\n"
    "  translated FILE...   record that translations are up to date\n"
    "  why PATH       what an output was made from, and why\n"
    "  impact FILE    what a file or a figure reaches\n"
    "  import FILE    turn a spreadsheet's export into rows of statistics\n"
    "  explain CODE   what a message code means and what to do\n"
    "  clean          remove the files that a build has written\n"
    "\n"
    "  -C DIR         the site's folder (default: this folder)\n"
    "  -o DIR         the output folder (default: output/ in the site)\n"
    "  -j N           number of threads\n"
    "  --as-of TIME   build as of this time, e.g. 2021-06-18T16:20\n"
    "  --drafts       build drafts too\n"
    "  --strict       warnings count as errors\n"
    "  --base-url URL the address of the site, instead of site.yaml's\n"
    "  --format FORM  messages as text, json, sarif or github;\n"
    "                 list: rows as table, csv or json\n"
    "  --max-errors N show at most N errors and N warnings, 0: all\n"
    "  --freshness DAYS  check: series without a figure of the last DAYS days\n"
    "  --lang LANG    speak zh or en; default: the locale's language\n"
    "  --atomic       always put a whole new output folder into place\n"
    "  -q, -v         say less, say more\n"
    "\n"
    "jianbao <command> --help says more\n"
    "exit status: 0 clean, 1 mistakes in the site, 2 usage or system\n";

static const struct {
    const char *command, *text;
} helps[] = {
    {"build",
     "usage: jianbao build [-C DIR] [-o DIR] [-j N] [--as-of TIME] [--drafts]\n"
     "         [--strict] [--base-url URL] [--format FORM] [--atomic]\n"
     "         [--max-errors N] [--lang zh|en] [-q] [-v]\n"
     "         [--full] [--verify] [--changed FILE] [--shard I/N]\n"
     "Checks the site and, without mistakes, writes its pages. Pages whose\n"
     "sources did not change since the last build are kept; --full makes all "
     "of\n"
     "them again, --verify compares with that. --changed writes a list: for "
     "each\n"
     "file 'written' or 'removed', its address and its path, between tabs.\n"
     "--shard 2/7 writes the second seventh of the files, for seven "
     "machines.\n"},
    {"check",
     "usage: jianbao check [-C DIR] [-j N] [--as-of TIME] [--drafts]\n"
     "         [--strict] [--copy] [--fix] [--external [--timeout N]]\n"
     "         [--format FORM] [--max-errors N] [--freshness DAYS]\n"
     "         [--lang zh|en] [-q]\n"
     "Finds every mistake, in the rendered pages too, and writes nothing.\n"
     "--copy looks at the typography of Chinese texts too; --fix mends in place\n"
     "what needs no judgement.\n"
     "--external asks the web servers whether links to other sites still work,\n"
     "a few at once, each link once a week at most (build/links.txt keeps what\n"
     "was found), N seconds each (20). Links into private networks are not\n"
     "tried, but by a site whose base_url is such an address or localhost.\n"},
    {"list",
     "usage: jianbao list WHAT [--format table|csv|json] [-C DIR] [--drafts]\n"
     "  articles      with their dates, districts and languages\n"
     "  districts     with the number of their figures and articles\n"
     "  indicators    with the number of figures and of articles citing them\n"
     "  untranslated  texts that a language of the site lacks\n"
     "  stale         what has changed since translations were recorded\n"
     "  revised       texts that cite the old value of a revised figure\n"
     "  parity        where translations differ from their originals\n"
     "  unused        records and files that nothing refers to\n"
     "  due           what will be published later\n"},
    {"translated",
     "usage: jianbao translated FILE... | --all [-C DIR] [-q]\n"
     "Records that these translations say what their originals say now: the\n"
     "field `translation: {of: ...}` is written, and nothing else changed.\n"
     "From then on a change of the original is reported.\n"},
    {"why",
     "usage: jianbao why PATH [--format table|csv|json] [-C DIR]\n"
     "Says what the last build made an output from, and why it made it: PATH\n"
     "is a path below the output, or an address.\n"},
    {"impact",
     "usage: jianbao impact FILE | FIGURE [--format table|csv|json] [-C DIR]\n"
     "Lists every sentence, chart and output that a file of the site reaches,\n"
     "or a figure: stat:410305/oversized_classes/2016 (without the period: "
     "all\n"
     "of the series). Outputs are those of the last build.\n"},
    {"import",
     "usage: jianbao import FILE [-o FILE] [--force] [--dry-run] [-C DIR]\n"
     "         [--district CODE|COLUMN] [--indicator ID|COLUMN]\n"
     "         [--period PERIOD|COLUMN] [--group ID|COLUMN] [--source ID]\n"
     "         [--status plan|derived] [--within CODE]\n"
     "         [--map LABEL=MEANING]... [--delimiter NAME] [--format FORM]\n"
     "Turns a spreadsheet saved as CSV or text into rows of data/statistics/.\n"
     "Reports how it was read, and every doubt; figures in doubt are left\n"
     "out. Rows go to standard output or into -o FILE.\n"
     "  --district, --indicator, --period, --group   for figures that the\n"
     "                 file says nothing of, or the name of a column\n"
     "  --within CODE  names of places mean places below this one\n"
     "  --map          what a heading or label means: an indicator's id, with\n"
     "                 /group or without, /group, a district's code, a\n"
     "                 period, a column (district, indicator, period, group,\n"
     "                 unit, value, note_zh ...), symbol:x, keep:NAME, or -\n"
     "                 to leave it out; more in data/README.md\n"
     "exit status: 0 all figures are rows, 1 some were left out, 2 usage or\n"
     "system\n"},
    {"explain",
     "usage: jianbao explain CODE\n"
     "Says what a message code means, what to do, and shows an example.\n"},
    {"clean",
     "usage: jianbao clean [-C DIR] [-o DIR]\n"
     "Removes the files that a build has written, and no others.\n"},
};

const char *help_of(const char *command)
{
    for (size_t i = 0; i < sizeof helps / sizeof *helps; i++)
        if (strcmp(helps[i].command, command) == 0)
            return helps[i].text;
    return help_usage;
}
