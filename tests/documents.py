"""Documents of Word and LibreOffice, as small as they can be."""

from __future__ import annotations

import zipfile
from io import BytesIO

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0"'
    for name, rest in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def zipped(parts: dict[str, str]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of Word; a run that begins with `*` is bold, with `~` struck out."""
    looks = {"*": "<w:rPr><w:b/></w:rPr>", "~": "<w:rPr><w:strike/></w:rPr>"}
    texts = ("<w:r>" + looks.get(run[0], "") + f'<w:t xml:space="preserve">{run.lstrip("*~")}</w:t></w:r>' for run in runs)
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{''.join(texts)}</w:p>"


def docx(*paragraphs: str, **others: str) -> bytes:
    """A document of Word with these paragraphs; `others` are parts of `word/`: header1, comments."""
    body = f"<w:document {_W}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    beside = {f"word/{name}.xml": f"<w:x {_W}>{text}</w:x>" for name, text in others.items()}
    return zipped({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": body, **beside})


def odt(text: str, styles: str = "", before: str = "") -> bytes:
    """A document of LibreOffice with this text, its own styles, and what stands before its first element."""
    content = (
        f"{before}<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    return zipped({"content.xml": content})
