"""Documents of Word and LibreOffice, as small as they can be."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
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


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
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


def shown(number: int, alt: str = "", *, linked: bool = False) -> str:
    """A picture of Word: that of the relation r<number>."""
    how = "link" if linked else "embed"
    return (
        f'<w:p><w:r><w:drawing><wp:inline {_DRAWING}><wp:docPr id="{number}" name="Image {number}" descr="{alt}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:{how}="r{number}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


_DRAWING = " ".join(
    f'xmlns:{name}="http://schemas.openxmlformats.org/{rest}"'
    for name, rest in (
        ("wp", "drawingml/2006/wordprocessingDrawing"), ("a", "drawingml/2006/main"), ("pic", "drawingml/2006/picture"),
        ("r", "officeDocument/2006/relationships"),
    )
)  # fmt: skip


def docx_shown(*paragraphs: str, pictures: dict[str, bytes | str]) -> bytes:
    """A document of Word with these paragraphs and pictures: in word/media/ by their names, or somewhere else by an address."""
    body = f"<w:document {_W}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{name if isinstance(each, str) else f"media/{name}"}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if isinstance(each, str) else ''}/>"
        for number, (name, each) in enumerate(pictures.items(), 1)
    )
    beside = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    media = {f"word/media/{name}": each for name, each in pictures.items() if isinstance(each, bytes)}
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": body,
            "word/_rels/document.xml.rels": beside,
            **media,
        }
    )


def docx(*paragraphs: str, **others: str) -> bytes:
    """A document of Word with these paragraphs; `others` are parts of `word/`: header1, comments."""
    body = f"<w:document {_W}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    beside = {f"word/{name}.xml": f"<w:x {_W}>{text}</w:x>" for name, text in others.items()}
    return zipped({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": body, **beside})


def odt(text: str, styles: str = "", before: str = "", pictures: Mapping[str, bytes] | None = None) -> bytes:
    """A document of LibreOffice with this text, its own styles, what stands before its first element, and pictures by their paths."""
    content = (
        f"{before}<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    return zipped({"content.xml": content, **(pictures or {})})
