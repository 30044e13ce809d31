"""Every limit, in one place, so that hostile or broken input costs a bounded amount of work."""

from __future__ import annotations

TEXT_FILE_BYTES = 2_000_000  # a chapter, a listing: far above any real one
TEXT_LINES = 10_000  # of a chapter, which is one page
CATALOG_BYTES = 20_000_000  # 100,000 messages are about 15 MB
BINARY_FILE_BYTES = 20_000_000  # a photograph, a font
PICTURE_PIXELS = 50_000_000  # those of the phones that have most; each takes four bytes while it is decoded, and four more while it is made smaller
PICTURE_BYTES = 56_000  # published, for a phone; a page of text weighs as much
DRAWING_BYTES = 500_000  # an SVG; a plan of a town has a tenth
DRAWING_DEPTH = 50  # groups in groups
DRAWING_SHAPES = 50_000  # drawn in the end, for a shape can be used many times and be used again
PDF_BYTES = 500_000_000  # any PDF: a book with photographs for a press
FOLDER_ENTRIES = 10_000
YAML_DEPTH = 32  # libyaml overflows the stack on 100 kB of "["
YAML_NODES = 500_000
MESSAGE_CHARACTERS = 8_000  # Python-Markdown needs seconds for 8 kB of "[a"
INLINE_OPENERS = 400  # brackets, stars and back-ticks in one message
HEADINGS_ALIGNED = 100  # of a page and its original, when they differ; more are compared in their order
ADDRESS_CHARACTERS = 1_000  # of the web; a QR code holds 2,953 bytes
PROBLEMS_ALIKE = 1_000  # of one kind in one file; the rest are counted
EASY_WORDS = 12  # in a sentence of an easy-to-read page
EASY_FINDINGS = 50  # of one page; who mends them is told of the rest
BLOCK_DEPTH = 12  # nested lists and quotes
AUDIO_BYTES = 3_000_000  # a chapter of a quarter of an hour at 24 kbit/s
AUDIO_KILOBITS = 48  # a second; Opus carries a voice well with 24
AUDIO_LOUDNESS = (-24, -14)  # LUFS: between broadcast (EBU R 128) and what phones play at
AUDIO_CHARACTERS = (4, 30)  # a second, of a voice that reads: outside, something is missing or repeated
READING_WORDS = 15  # in a sentence, on average; easy French (FALC) wants 12 at most in each
READING_SCORE = 60  # Kandel and Moles: below, a text is for those who read much
PAPER_SECONDS = 60  # for one document; a booklet takes a tenth of a second
EXPRESSIONS = 1 << 16  # of opening hours, and phones, that are known at one time: with fewer, none would be found again
VERIFIED_DAYS = 180  # since a text was checked, where its author set no date; then it is to be read again
REPORT_TASKS = 400  # shown on a page of the report; the rest are counted
FORMER_OUTPUTS = 5  # that can be published again
PANEL_FULL = 0.92  # of a panel's height; from here on `status` warns, since a translation may grow by a line
PAPER_BYTES = 3_000_000_000  # of address space, for the child that sets paper; the fonts and twelve languages take a tenth
LINK_SECONDS = 15  # for a server to answer; who waits longer in front of a page has gone
LINK_REDIRECTS = 5
LINK_DAYS = 7  # for which an answer holds, so that nobody is asked again at each look
PAGE_SENT = 14_000  # bytes of a page as a server sends it, compressed, as all that follow: what a phone with little data pays
STYLES_SENT = 6_000  # of the styles that every page loads
SEARCH_SENT = 6_500  # of the script of the search page
SCRIPTS_SENT = 8_000  # of all scripts that several pages load
SAVED_SENT = 500_000  # of a language that is saved on a phone, fonts apart
SAVED_REQUESTS = 40  # by which it is saved, pictures apart
PDF_TO_READ = 500_000  # of a document on paper, as it is read on a phone
