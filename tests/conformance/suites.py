#!/usr/bin/env python3
"""suites.py csv|yaml PACKAGE READERS: runs a suite of others through our reader
and prints one line for every case with another outcome than the plain one.

Plain: what is valid is read with the suite's value, what is not is refused, and
so is the YAML that our reader does without: anchors, aliases, tags, several
documents, a top level that is no mapping. Numbers, true and false of the suite are compared as they are written, since
our readers leave scalars as text."""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile


def csv_cases(package):
    for path in sorted(glob.glob(f'{package}/csvs/*.csv')):
        name = os.path.basename(path)[:-4]
        with open(path, 'rb') as f, open(f'{package}/json/{name}.json',
                                         encoding='utf-8') as j:
            yield name, f.read(), json.load(j, parse_int=str, parse_float=str)


# What the suite's event tree shows and our YAML leaves out (src/input/yaml.h).
RESTRICTED = re.compile(r'^\s*(\+MAP|\+SEQ|=VAL)( \{\}| \[\])?( &| <)|^\s*=ALI',
                        re.M)


def yaml_expected(case):
    """The suite's value, or why we are to refuse the document."""
    tree = case.get('tree', '')
    roots = re.findall(r'^ *\+DOC.*\n *(\S+)', tree, re.M)
    if case.get('fail'):
        return 'invalid'
    if RESTRICTED.search(tree):
        return 'anchors, aliases or tags'
    if len(roots) > 1 or any(root != '+MAP' for root in roots):
        return 'not one mapping'
    if case.get('json') is None:
        return 'no value'
    if not case['json'].strip():
        return {}
    return json.loads(case['json'], parse_int=str, parse_float=str)


def yaml_cases(package):
    for path in sorted(glob.glob(f'{package}/data/????.js')):
        with open(path, encoding='utf-8') as f:
            text = f.read()
        start = text.index('export default') + len('export default')
        suite = json.loads(text[start:].strip().rstrip(';'))
        for n, case in enumerate(suite['cases']):
            name = suite['id'] + (f'/{n}' if n else '')
            yield name, case['yaml'].encode(), yaml_expected(case)


def plain(value):
    """As our readers have it: scalars are texts."""
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value


def outcome(expected, got):
    if expected == 'no value':
        return None if 'codes' in got else 'read; the suite has no value'
    if isinstance(expected, str):
        return None if 'codes' in got else f'{expected}, and read'
    if 'codes' in got:
        return 'refused: ' + ', '.join(dict.fromkeys(got['codes']))
    return None if plain(expected) == got['value'] else 'read as another value'


def main():
    kind, package, readers = sys.argv[1:]
    cases = list((csv_cases if kind == 'csv' else yaml_cases)(package))
    if len(cases) < (10 if kind == 'csv' else 300):
        sys.exit(f'only {len(cases)} cases in {package}')
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, (_, data, _) in enumerate(cases):
            paths.append(f'{folder}/{i}')
            with open(paths[-1], 'wb') as f:
                f.write(data)
        out = subprocess.run([readers, kind, *paths], check=True,
                             stdout=subprocess.PIPE, text=True).stdout
    results = [json.loads(line) for line in out.splitlines()]
    assert len(results) == len(cases)
    for (name, _, expected), got in zip(cases, results):
        text = outcome(expected, got)
        if text:
            print(f'{name} {text}')
    print(f'cases {len(cases)}')


main()
