"""Every limit, in one place, so that hostile or broken input costs a bounded amount of work."""

from __future__ import annotations

TEXT_FILE_BYTES = 2_000_000  # a chapter, a listing: far above any real one
CATALOG_BYTES = 20_000_000  # 100,000 messages are about 15 MB
BINARY_FILE_BYTES = 20_000_000  # a photograph, a font
FOLDER_ENTRIES = 10_000
YAML_DEPTH = 32  # libyaml overflows the stack on 100 kB of "["
YAML_NODES = 500_000
MESSAGE_CHARACTERS = 8_000  # Python-Markdown needs seconds for 8 kB of "[a"
INLINE_OPENERS = 400  # brackets, stars and back-ticks in one message
HEADINGS_ALIGNED = 100  # of a page and its original, when they differ; more are compared in their order
EASY_WORDS = 12  # in a sentence of an easy-to-read page
EASY_FINDINGS = 50  # of one page; who mends them is told of the rest
BLOCK_DEPTH = 12  # nested lists and quotes
PAPER_SECONDS = 60  # for one document; a booklet takes a tenth of a second
