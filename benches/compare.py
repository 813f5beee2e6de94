#!/usr/bin/env python3
"""Runs rihla and other engines beside each other over the same data and prints a table.

usage: compare.py BENCH [--scale M] [--engines duckdb,neug,ladybug] [--limit 60] [--again] [--only P1,TRI]

BENCH is a folder with `data/SCALE` (csv, params.json, meta.json), `reference.json`, and, for the other engines,
`bench/drive.py` with a virtual environment in `venv`; results are kept in `BENCH/out` and used again unless `--again`
asks for new ones. Figures are medians of warm runs: processor time of all threads in milliseconds, wall time in
parentheses where it differs by a tenth. The least processor time in a row is marked `*`.
"""

import argparse
import json
import math
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run_rihla(bench, scale, limit, only):
    out = bench / "out" / f"rihla_{scale}{'_only' if only else ''}.json"
    command = ["cargo", "bench", "--quiet", "--bench", "workload", "--", str(bench / "data" / scale), str(out),
               "--reference", str(bench / "reference.json"), "--timeout", str(limit)]
    subprocess.run(command + (["--only", only] if only else []), cwd=ROOT, check=True)
    return json.loads(out.read_text())


def read(path):
    return json.loads(path.read_text()) if path.exists() else {"q": {}}


def run_engine(bench, engine, scale, limit, again, only):
    whole = bench / "out" / f"{engine}_{scale}_t2.json"
    if not again and whole.exists():
        return read(whole)
    command = [sys.executable, str(bench / "bench" / "drive.py"), engine, scale, "--limit", str(limit)]
    # A part of the queries must not be taken for the whole later.
    command += ["--names", only, "--tag", "_only"] if only else []
    subprocess.run(command, cwd=bench, stdout=subprocess.DEVNULL)
    return read(bench / "out" / f"{engine}_{scale}_t2_only.json" if only else whole)


def same(right, given):
    if isinstance(right, list) and isinstance(given, list):
        return len(right) == len(given) and all(map(same, right, given))
    if isinstance(right, float) or isinstance(given, float):
        try:
            return math.isclose(float(right), float(given), rel_tol=1e-4)
        except (TypeError, ValueError):
            return False
    return right == given


def time_of(result):
    if result.get("status") != "ok" or result.get("answer") == "WRONG":
        return None
    return result.get("cpu_ms") or result.get("ms")


def short(number):
    return f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.3f}"


def cell(result, best):
    if result is None:
        return ""
    if result.get("status") != "ok":
        return result.get("status", "?")
    if result.get("answer") == "WRONG":
        return "wrong"
    cpu, wall = time_of(result), result["ms"]
    text = short(cpu) if abs(wall - cpu) <= cpu / 10 else f"{short(cpu)} ({short(wall)})"
    return text + (" *" if cpu == best else "")


def table(results, names):
    engines = list(results)
    yield ["query", *engines, "rihla/best other"]
    for name in names:
        row = {engine: results[engine]["q"].get(name) for engine in engines}
        times = {engine: time_of(result) for engine, result in row.items() if result}
        times = {engine: time for engine, time in times.items() if time}
        best = min(times.values(), default=None)
        others = [time for engine, time in times.items() if engine != "rihla"]
        ratio = f"{times['rihla'] / min(others):.2f}" if "rihla" in times and others else "-"
        yield [name, *(cell(row[engine], best) for engine in engines), ratio]
    load = [results[engine].get("load", {}).get("s") for engine in engines]
    yield ["load s", *(f"{s:.2f}" if s else "-" for s in load), ""]
    memory = [results[engine].get("mem", {}).get("rss_mb") for engine in engines]
    yield ["memory MB", *(f"{mb:.0f}" if mb else "-" for mb in memory), ""]


def show(rows):
    rows = list(rows)
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for number, row in enumerate(rows):
        print("| " + " | ".join(text.ljust(width) for text, width in zip(row, widths)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=pathlib.Path)
    parser.add_argument("--scale", default="M")
    parser.add_argument("--engines", default="duckdb,neug,ladybug")
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--only")
    parser.add_argument("--again", action="store_true")
    arguments = parser.parse_args()
    bench = arguments.bench.resolve()
    (bench / "out").mkdir(exist_ok=True)
    right = json.loads((bench / "reference.json").read_text()).get(arguments.scale, {})
    results = {"rihla": run_rihla(bench, arguments.scale, arguments.limit, arguments.only)}
    for engine in filter(None, arguments.engines.split(",")):
        results[engine] = run_engine(bench, engine, arguments.scale, arguments.limit, arguments.again, arguments.only)
        for name, result in results[engine]["q"].items():
            if result.get("status") == "ok" and name in right and not same(right[name], result.get("rows")):
                result["answer"] = "WRONG"
    names = arguments.only.split(",") if arguments.only else list(results["rihla"]["q"])
    show(table(results, names))


main()
