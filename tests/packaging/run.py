#!/usr/bin/env python3
"""Builds a program of someone else's in each way that leads to the library: run.py --source <root> --work <folder> -- <compiler>.

The files beside this one are what the README shows: each project is copied into a folder of its own, with the library where the
README says that it lies. Each way is a point of TAP; stderr says what went wrong. Without cmake those that need it are skipped,
unless VIRGA_TESTS_NEED names cmake.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SQL = 'select "note"."id" from "note" where "note"."title" = $1'


class Failed(Exception):
    """What went wrong, to be printed."""


class Skipped(Exception):
    """Why a way is not tried."""


def need(holds, what):
    if not holds:
        raise Failed(what)


class Place:
    """Where the programs are built, and with what."""

    def __init__(self, source, work, compiler):
        self.source = source
        self.work = work
        self.compiled = work / "compiled"  # a line for each call of the compiler
        shutil.rmtree(work, ignore_errors=True)
        (work / "bin").mkdir(parents=True)
        # `g++`, as the README calls the compiler, and CXX, are the compiler of the build folder; it says when it compiles.
        wrapper = work / "bin" / "g++"
        path = shlex.quote(os.environ["PATH"])  # which leads to the compiler, not back to the wrapper
        wrapper.write_text(f'#!/bin/sh\necho "$@" >> {shlex.quote(str(self.compiled))}\nPATH={path} exec {shlex.join(compiler)} "$@"\n')
        wrapper.chmod(0o755)
        # What the user of this machine has set reaches no program.
        others = ("CMAKE", "CPP", "CXX", "DATABASE_URL", "DESTDIR", "LD", "MESON", "PKG_CONFIG")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
        self.env = {**kept, "PATH": f"{wrapper.parent}:{kept['PATH']}", "CXX": str(wrapper), "LC_ALL": "C"}

    def run(self, *command, folder=None, env=None, fails=False):
        """What a command prints; it must fail if told so, and else must not."""
        done = subprocess.run([str(word) for word in command], cwd=folder or self.work, env={**self.env, **(env or {})},
                              check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=600)
        if (done.returncode != 0) != fails:
            raise Failed(f"{shlex.join(map(str, command))}\nexit code {done.returncode}:\n{done.stdout}")
        return done.stdout

    def project(self, name, program="app.cpp", files=None, library=None):
        """A copy of a project, with its program as app.cpp and, where told, the library in it."""
        folder = self.work / f"{name}"
        shutil.copytree(HERE / (files or name), folder)
        shutil.copyfile(HERE / program, folder / "app.cpp")
        if library:
            (folder / library).parent.mkdir(exist_ok=True)
            (folder / library).symlink_to(self.source, target_is_directory=True)
        return folder

    def cmake(self, folder, *options, fails=False, env=None):
        if shutil.which("cmake") is None:
            raise Skipped("there is no cmake; on Debian and Ubuntu: apt-get install cmake")
        return self.run("cmake", "-G", "Ninja", "-S", folder, "-B", folder / "build", *options, fails=fails, env=env)

    def built_by_cmake(self, folder, *options):
        self.cmake(folder, *options)
        self.run("cmake", "--build", folder / "build")
        return self.run(folder / "build" / "app")

    def built_by_meson(self, folder, *options, env=None):
        self.run("meson", "setup", *options, folder / "build", folder, env=env)
        self.run("ninja", "-C", folder / "build", "app")
        return self.run(folder / "build" / "app")

    # What later ways need, made once.

    def installed_by_meson(self):
        prefix = self.work / "meson_prefix"
        if not prefix.exists():
            build = self.work / "meson_install"
            # As a distribution may have it: whoever asks has to be told where the headers are.
            self.run("meson", "setup", "--prefix", prefix, "--includedir", "include/cpp", build, self.source)
            before = self.compilations()
            self.run("meson", "install", "-C", build)
            need(self.compilations() == before, f"meson install compiles: {self.compiled.read_text().splitlines()[before:]}")
        return prefix

    def installed_by_cmake(self):
        prefix = self.work / "cmake_prefix"
        if not prefix.exists():
            build = self.work / "cmake_install"
            self.cmake(self.source, "-B", build, f"-DCMAKE_INSTALL_PREFIX={prefix}")
            before = self.compilations()
            self.run("cmake", "--build", build)
            self.run("cmake", "--install", build)
            need(self.compilations() == before, f"cmake compiles: {self.compiled.read_text().splitlines()[before:]}")
        return prefix

    def compilations(self):
        return len(self.compiled.read_text().splitlines()) if self.compiled.exists() else 0

    def pkg_config(self):
        return {"PKG_CONFIG_PATH": str(self.installed_by_meson() / "share" / "pkgconfig")}


# ---- the ways ----------------------------------------------------------------------------------------------------------------


def meson_install_compiles_nothing(place):
    prefix = place.installed_by_meson()
    need((prefix / "include" / "cpp" / "virga.hpp").is_file(), "the headers are not installed")


def pkg_config(place):
    folder = place.project("pkg_config")
    place.run("sh", "-e", "build.sh", folder=folder, env=place.pkg_config())
    need(SQL in place.run(folder / "app"), "the program says something else")


def plain_compiler(place):
    folder = place.project("plain", library="virga")
    place.run("sh", "-e", "build.sh", folder=folder)
    need(SQL in place.run(folder / "app"), "the program says something else")


def meson_subproject(place):
    folder = place.project("meson_subproject", files="meson", library="subprojects/virga")
    need(SQL in place.built_by_meson(folder), "the program says something else")


def meson_installed(place):
    folder = place.project("meson_installed", files="meson")
    need(SQL in place.built_by_meson(folder, "--wrap-mode=nofallback", env=place.pkg_config()), "the program says something else")


def meson_kit(place):
    folder = place.project("meson_kit")
    copy_kit(place, folder)
    place.run("meson", "setup", "--wrap-mode=nofallback", "--buildtype=release", folder / "build", folder, env=place.pkg_config())
    planned = place.run("ninja", "-C", folder / "build", "-n", "migrations", "migrate", "check", "status")
    need("declared.cpp" in planned and "migrate.cpp" in planned, planned)
    kit_is_not_optimized(folder / "build")


def cmake_add_subdirectory(place):
    folder = place.project("add_subdirectory", library="virga")
    need(SQL in place.built_by_cmake(folder), "the program says something else")
    prefix = folder / "installed"
    place.run("cmake", "--install", folder / "build", "--prefix", prefix)
    need(not list(prefix.glob("**/*.hpp")), "the installation of the app installs virga")


def cmake_fetch_content(place):
    folder = place.project("fetch_content")
    (place.work / "virga").symlink_to(place.source, target_is_directory=True)
    need(SQL in place.built_by_cmake(folder), "the program says something else")


def cmake_installed_by_cmake(place):
    folder = place.project("find_package", program="client.cpp")
    need("linked" in place.built_by_cmake(folder, f"-DCMAKE_PREFIX_PATH={place.installed_by_cmake()}"), "it does not run")


def cmake_installed_by_meson(place):
    folder = place.project("find_package_of_meson", files="find_package", program="client.cpp")
    need("linked" in place.built_by_cmake(folder, f"-DCMAKE_PREFIX_PATH={place.installed_by_meson()}"), "it does not run")


def cmake_kit(place):
    folder = place.project("kit")
    copy_kit(place, folder)
    hardened = "-DCMAKE_CXX_FLAGS=-D_FORTIFY_SOURCE=2 -Werror"
    place.cmake(folder, f"-DCMAKE_PREFIX_PATH={place.installed_by_cmake()}", "-DCMAKE_BUILD_TYPE=Release", hardened)
    build = folder / "build"
    kit_is_not_optimized(build)

    # A domain that index.hpp forgot: a sentence, before anything is written.
    stray = folder / "schema" / "stray" / "index.hpp"
    stray.parent.mkdir()
    stray.write_text("#pragma once\n")
    said = place.run("ninja", "-C", build, "app_kit_reached", fails=True)
    need("the folder 'stray' is reached by nothing" in said, said)
    shutil.rmtree(stray.parent)

    printed = place.run("cmake", "--build", build, "--target", "migrations")
    written = list((folder / "schema" / "migrations").glob("*/migration.sql"))
    need(len(written) == 1 and 'create table "item"' in written[0].read_text(), printed)
    place.run("cmake", "--build", build, "--target", "check")
    said = place.run("cmake", "--build", build, "--target", "status", fails=True)
    need("DATABASE_URL" in said, said)

    # A change of the schema compiles the file with the schema, not the command line.
    header = folder / "schema" / "shop" / "index.hpp"
    header.write_text(header.read_text() + "// changed\n")
    planned = place.run("ninja", "-C", build, "-n", "app_kit")
    need("declared.cpp" in planned and "migrate.cpp" not in planned, planned)


def cmake_sentences(place):
    """What a newcomer reads who asks for what is not there."""
    prefix = f"-DCMAKE_PREFIX_PATH={place.installed_by_cmake()}"
    nothing = {"PKG_CONFIG_LIBDIR": str(place.work / "nothing")}
    no_libpqxx = "virga::postgres needs libpqxx 6.4 or later (Debian: libpqxx-dev and pkg-config)."
    folder = place.work / "asked"
    (folder / "build").mkdir(parents=True)

    def said(call, *options, env=None):
        # What was found is forgotten, and the compiler is not, which takes the most time.
        (folder / "build" / "CMakeCache.txt").unlink(missing_ok=True)
        (folder / "CMakeLists.txt").write_text(f"cmake_minimum_required(VERSION 3.25)\nproject(app LANGUAGES CXX)\n{call}\n")
        # CMake breaks sentences into lines.
        return " ".join(place.cmake(folder, *options, fails=True, env=env).split())

    for call, sentence, env in (
        ("find_package(virga 0.1 REQUIRED COMPONENTS postgres)", no_libpqxx, nothing),
        ("find_package(virga 0.1 REQUIRED COMPONENTS kit)", no_libpqxx, nothing),
        ("find_package(virga 0.1 REQUIRED COMPONENTS neon)", "virga has no component 'neon', it has virga, postgres, kit,", None),
        ("find_package(virga 0.2 REQUIRED)", 'compatible with requested version "0.2"', None),
        ("find_package(virga 1 REQUIRED)", 'compatible with requested version "1"', None),
        ("find_package(virga REQUIRED COMPONENTS kit)\nvirga_add_kit(app_kit)", "name the sources", None),
        ("find_package(virga REQUIRED COMPONENTS virga)\nvirga_add_kit(app_kit main.cpp)", "there is no target virga::kit.", None),
        ("find_package(virga REQUIRED COMPONENTS kit)\nadd_custom_target(check)\nvirga_add_kit(app_kit main.cpp)",
         "there is a target 'check' already", None),
        ("set(CMAKE_DISABLE_FIND_PACKAGE_Boost TRUE)\nfind_package(virga REQUIRED)",
         "virga::virga needs the headers of Boost 1.81 or later, for Boost.PFR (Debian 12: libboost1.81-dev", None),
        ("set(CMAKE_DISABLE_FIND_PACKAGE_fmt TRUE)\nfind_package(virga REQUIRED COMPONENTS postgres)",
         "virga::postgres needs fmt 9 or later (Debian: libfmt-dev).", None),
    ):
        found = said(call, prefix, env=env)
        need(sentence in found, f"{call}\nshould say: {sentence}\nsays:       {found}")
    for call, sentence in (
        ("set(VIRGA_COMPONENTS postgres)", no_libpqxx),
        ("set(VIRGA_COMPONENTS neon)", "virga has no component 'neon'"),
    ):
        found = said(f"{call}\nadd_subdirectory({place.source} virga)", env=nothing)
        need(sentence in found, f"{call}\nshould say: {sentence}\nsays:       {found}")


def cmake_parts(place):
    """Every part that Meson has is a target, in each folder that asks, and once what was installed has been moved."""
    moved = place.work / "moved"
    shutil.copytree(place.installed_by_meson(), moved)
    parts = [path.stem.removeprefix("virga-").replace("-", "_")
             for path in (place.installed_by_meson() / "share" / "pkgconfig").glob("virga*.pc")]
    folder = place.work / "parts"
    (folder / "inner").mkdir(parents=True)
    checks = "\n".join(f"if(NOT TARGET virga::{part})\n  message(FATAL_ERROR virga::{part})\nendif()" for part in parts)
    links = "\n".join(f"target_link_libraries(app PRIVATE virga::{part})" for part in parts)
    program = f"add_executable(app ../../app.cpp)\n{links}\n"
    here = ("get_target_property(include virga::virga INTERFACE_INCLUDE_DIRECTORIES)\n"
            f"if(NOT include STREQUAL \"{moved}/include/cpp\")\n  message(FATAL_ERROR ${{include}})\nendif()\n")
    (folder / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\nproject(app LANGUAGES CXX)\n"
        f"add_subdirectory(inner)\nfind_package(virga 0.1...<0.3 REQUIRED)\n{checks}\n")
    (folder / "inner" / "CMakeLists.txt").write_text(f"find_package(virga 0.1.0 EXACT REQUIRED)\n{checks}\n{here}{program}")
    shutil.copyfile(HERE / "app.cpp", place.work / "app.cpp")
    place.cmake(folder, f"-DCMAKE_PREFIX_PATH={moved}")

    # A folder of the library beside the program: the program sees what the parts link.
    outer = place.work / "parts_of_a_folder"
    outer.mkdir()
    program = program.replace("../../", "../")
    (outer / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\nproject(app LANGUAGES CXX)\n"
        f"add_subdirectory({place.source} virga)\n{checks}\n{program}")
    place.cmake(outer)


def kit_is_not_optimized(build):
    """Whatever the build type: compiling the kit is what one waits for."""
    commands = [each["command"] for each in json.loads((build / "compile_commands.json").read_text())]
    levels = [re.findall(r" -O(\S*)", each) for each in commands if "declared.cpp" in each or "migrate.cpp" in each]
    need(len(levels) == 2 and all(each and each[-1] == "0" for each in levels), f"the kit is optimized: {levels}")


def copy_kit(place, folder):
    """The schema of a small app, with the two files of the reference app's kit."""
    if not (folder / "schema").exists():
        shutil.copytree(HERE / "kit" / "schema", folder / "schema")
    for name in ("declared.cpp", "migrate.cpp"):
        shutil.copyfile(place.source / "schema" / name, folder / "schema" / name)


WAYS = (
    (meson_install_compiles_nothing, "meson install compiles nothing"),
    (plain_compiler, "the compiler alone, from a clone"),
    (pkg_config, "pkg-config, installed by Meson"),
    (meson_subproject, "Meson, as a subproject"),
    (meson_installed, "Meson, installed by Meson"),
    (meson_kit, "Meson, with the kit"),
    (cmake_add_subdirectory, "CMake, add_subdirectory"),
    (cmake_fetch_content, "CMake, FetchContent"),
    (cmake_installed_by_cmake, "CMake, installed by CMake, with the TCP client"),
    (cmake_installed_by_meson, "CMake, installed by Meson, with the TCP client"),
    (cmake_kit, "CMake, virga_add_kit"),
    (cmake_parts, "CMake, every part"),
    (cmake_sentences, "CMake, what is missing is a sentence"),
)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path, required=True, help="the folder of the library")
    parser.add_argument("--work", type=Path, required=True, help="a folder to build in; what is there is removed")
    parser.add_argument("--only", default="", help="only the ways whose name has this in it")
    parser.add_argument("compiler", nargs="+")
    options = parser.parse_args()
    place = Place(options.source.resolve(), options.work.resolve(), options.compiler)
    needed = "cmake" in os.environ.get("VIRGA_TESTS_NEED", "").replace(",", " ").split()

    ways = [way for way in WAYS if options.only in way[1]]
    print(f"1..{len(ways)}")
    failed = False
    for number, (way, title) in enumerate(ways, 1):
        wrong, remark = "", ""
        try:
            way(place)
        except Skipped as reason:
            wrong, remark = (str(reason), "") if needed else ("", f" # SKIP {reason}")
        except Failed as problem:
            wrong = str(problem)
        failed = failed or bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {number} - {title}{remark}", flush=True)
        if wrong:
            print(f"{title}\n" + "\n".join(f"  {line}" for line in wrong.splitlines()), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
