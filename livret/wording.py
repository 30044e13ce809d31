"""The words of every problem: one table from code to severity, message and cure.

A cure tells what to type, not what rule was broken. `{near}` is a suggestion and may be empty: then the second cure holds.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass

from livret.problems import Problem, Severity, parted
from livret.tongue import marked, told

E, D, W = Severity.ERROR, Severity.DAMAGE, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Rule:
    """`cure_near` is used instead of `cure` when the problem has a suggestion (`near`)."""

    severity: Severity
    words: str
    cure: str
    cure_near: str = ""


RULES: dict[str, Rule] = {
    # files
    "file-missing": Rule(E, "this file is missing", "create it, or correct the name that leads to it"),
    "file-outside": Rule(
        E, "this path leads out of the site folder", "put the file inside the site folder and use no link or “..”"
    ),
    "link-elsewhere": Rule(
        E,
        "this link leads to {value}: a link is followed only to a file of the same kind, in the same part of the site",
        "put the file itself in its place",
    ),
    "was-taken": Rule(
        E,
        "“{value}” is no former name: {where} has it",
        "take it out of “was”, or give the other one another name",
    ),
    "booklet-foreign": Rule(
        E,
        "the base has written this booklet in “{value}”, a language that this site does not have",
        "write hide: [{slug}] in content/site.yaml, or add “{value}” to its “languages”",
    ),
    "was-inherited": Rule(
        W,
        "what this stood in the place of, {value}, is called {now} in the base: both are shown",
        "give this one the same name, or hide {now}",
    ),
    "path-twice": Rule(
        E,
        "two pages would have this address: {one} and {other}",
        "give one of them another name, or take the former name away",
    ),
    "problems-alike": Rule(
        W,
        "{count} more of the same kind are in this file: {code}",
        "mend the first of them, which are told; what is left then is told the next time",
    ),
    "file-large": Rule(E, "this file is larger than {limit} bytes", "split it, or make the picture smaller"),
    "output-files": Rule(
        E,
        "more than {limit} files would be published",
        "publish fewer languages, leave formats out with --without, or write a larger number: output: {{files: …}}, {most} at most",
    ),
    "output-large": Rule(
        E,
        "more than {limit} MB would be published",
        "publish fewer languages, leave formats out with --without, or write a larger number: output: {{megabytes: …}}, {most} at most",
    ),
    "lines-many": Rule(E, "this text has more than {limit} lines", "make several chapters of it"),
    "file-unreadable": Rule(E, "this file cannot be read: {reason}", "check its permissions"),
    "file-not-utf8": Rule(E, "this is not UTF-8 text", "save the file again with the encoding UTF-8"),
    "site-missing": Rule(
        E,
        "there is no site in this folder: it has no content/site.yaml",
        "go to the folder that holds content/, or name it: --site FOLDER",
        "the site is one folder below: --site {near}",
    ),
    "extends-missing": Rule(
        E,
        "there is no site in the folder {value}, which this one extends",
        "write the path of the base from this site's folder, as in extends: ../base",
    ),
    "extends-package": Rule(
        E,
        "no package called {value} with a site in it is installed",
        "install it: pip install {value}; a folder is written with a slash: ./{value}",
        "the base is a folder beside content/: write extends: {near}",
    ),
    "extends-circle": Rule(
        E, "{value} extends this site in turn, so that neither has a beginning", "let the base extend nothing, or another site"
    ),
    "extends-form": Rule(
        E, "this base is not found where it is written", "write it on a line of its own that begins with it: extends: ../base"
    ),
    "extends-language": Rule(
        E,
        "this site is written in {value}, and its base in {base}",
        "write language: {base}; what is in another language is a booklet with a language of its own",
    ),
    "hide-alone": Rule(W, "this site extends no base, so that there is nothing to hide", "remove this line"),
    "hide-own": Rule(
        E, "{value} is this site's own, and is not inherited", "remove its file or its entry, and take it out of hide:"
    ),
    "hide-unknown": Rule(
        E,
        "nothing that is inherited is called {value}",
        "write a booklet as health, a page as health/care, a fact as phone.samu, a listing as service.caf, a word as term.caf",
        "write {near}",
    ),
    "hidden-needed": Rule(
        E,
        "this leads to {value}, which this site hides",
        "take {value} out of hide:, or give this site a page or an entry of its own in the place of this one",
    ),
    "upstream-broken": Rule(
        W,
        "what the base said before cannot be read here",
        "have it written anew: livret upstream; what changed until then is not told",
    ),
    "upstream-unread": Rule(
        W,
        "this base cannot be read by itself, so that nobody knows what changed in it",
        "see what is wrong in it: livret check --site {value}",
    ),
    "inherited": Rule(
        E,
        "{value} is inherited: it stands in {where}",
        "say it there, or write this site's own in its place",
    ),
    "number-twice": Rule(
        W,
        "“{name}” and “{other}” have one number, so that their order is left to chance",
        "rename one of the two with another number",
    ),
    "file-zip": Rule(
        E,
        "this is no text: it is a document of Word or LibreOffice, or a ZIP, under another name",
        "open it with the program that made it, copy its text into a plain text file with the encoding UTF-8, and save that here",
    ),
    "file-unexpected": Rule(
        W, "“{name}” is not used by the site", "give it a name the site knows ({expected}), or remove it", "rename it to {near}"
    ),
    "file-document": Rule(
        W,
        "“{name}” is a document of another program, and no page is made of it",
        "copy its text into a chapter (02-title.md), and keep the document outside of content/",
    ),
    "file-versions": Rule(
        E,
        "two versions of some lines stand here one under the other, as git leaves them",
        "keep the lines that are right, and remove the others with the lines <<<<<<<, ======= and >>>>>>>",
    ),
    "page-outside": Rule(W, "“{name}” lies in no booklet, and no page is made of it", "move it into the folder of a booklet"),
    "file-copy": Rule(
        W,
        "“{name}” is a copy of “{original}” and was left out",
        "compare the two, take over into “{original}” what is missing there, and delete the copy",
    ),
    "font-broken": Rule(
        E,
        "no font can be read from this file",
        "put a whole font there – .ttf for paper, .woff2 for pages –, or take the file away",
    ),
    "file-name": Rule(
        E, "the name “{value}” in this folder holds signs that nobody can read", "rename it, with letters that can be typed"
    ),
    "folder-large": Rule(E, "this folder has more than {limit} files", "split it"),
    # the theme
    "token-unknown": Rule(
        E,
        "nothing of the site has the colour or font “{name}”",
        "remove it, or see docs/theming.md for the names that there are",
        "did you mean “{near}”?",
    ),
    "token-groups": Rule(
        E,
        "this file has no groups of colours and fonts",
        "begin it with “colour:”, and write the names with their values below, two spaces further in",
    ),
    "token-colour": Rule(
        E, "“{value}” is no colour for {name}", 'write six digits after #, between double quotes, such as "#204060"'
    ),
    "token-ink": Rule(
        E, "“{value}” is no ink for {name}", 'write cyan, magenta, yellow and black in hundredths, such as "85 25 0 50"'
    ),
    "token-font": Rule(E, "{name} names no font", 'write the name of a family of theme/fonts, such as "Noto Sans"'),
    "token-family": Rule(
        E,
        "no font in theme/fonts belongs to the family “{value}”",
        "put the font there as a .ttf file, or name one of these: {choices}",
        "did you mean “{near}”?",
    ),
    "token-missing": Rule(E, "{name} is missing, and pages and paper need it", "write it here, as Livret's own theme has it"),
    "token-contrast": Rule(
        E,
        "{front} can hardly be seen on {back}: their contrast is {ratio}, and {least} is the least",
        "write another colour for {name}, or for the other one",
        'write another colour for {name}: "{near}" would be enough',
    ),
    "asset-page": Rule(
        E,
        "there are no pages of the kind “{name}”",
        "write one of those that `livret plan` names, or framed, every or carried",
        "did you mean “{near}”?",
    ),
    "asset-absent": Rule(
        E, "there is no file “{name}” in {folder}", "put it there, or take this line out", "did you mean “{near}”?"
    ),
    "theme-idle": Rule(
        W,
        "nothing uses this file",
        "give it the name of the file that it is to replace, name it in theme/web/assets.yaml, or remove it",
        "if it is to replace Livret's, call it {near}; else name it in theme/web/assets.yaml, or remove it",
    ),
    "admin-half": Rule(
        W,
        "the editor of /admin/ is not whole, and is not published: {names}",
        "livret new admin --from PACKAGE lays it anew; remove theme/admin/ if there is to be none",
    ),
    "admin-script": Rule(
        W,
        "this is not Sveltia CMS as livret new admin lays it: the editor of /admin/ is not published",
        "livret new admin --from PACKAGE lays it anew",
    ),
    "admin-headers": Rule(
        W,
        "these headers were written before the site had its editor: /admin/ would stay empty",
        "livret host {name} writes them anew",
    ),
    "admin-app": Rule(
        E,
        "GitHub lets nobody sign in by an application alone: that needs a server",
        "take “app_id” out: on GitHub, one signs in with an access token",
    ),
    "theme-empty": Rule(
        W, "this file is empty, and what it stands for is gone", "remove it if Livret's own is to be used, or fill it"
    ),
    "css-broken": Rule(
        E,
        "a browser cannot read what stands here, and leaves it out",
        "write a name, a colon, a value and a semicolon: color: black;",
    ),
    "css-unclosed": Rule(
        E, "what begins here is never closed", "write what closes it: }} for a block, */ for a remark, a quote for a text"
    ),
    "css-selector": Rule(E, "“{text}” does not say for what these rules are", "write it in front of the bracket: .card {{ … }}"),
    "css-rule": Rule(E, "browsers know no “{name}”", "correct its name, or remove it", "did you mean “{near}”?"),
    "css-property": Rule(
        W, "browsers know no property “{name}”", "look it up at developer.mozilla.org, or remove the line", "did you mean “{near}”?"
    ),
    "css-import": Rule(
        E,
        "a style sheet that loads another one does not work without internet",
        "name both in theme/web/assets.yaml, and take this line out",
    ),
    "css-outside": Rule(
        E,
        "this loads “{target}” from somewhere else, which learns of every reader; without internet it is missing",
        "put the file into theme/web, and name it in theme/web/assets.yaml under icons",
    ),
    "css-url": Rule(
        E,
        "no page has the file “{target}”",
        "put it into theme/web, and name it in theme/web/assets.yaml under icons, or under fonts",
        "did you mean “{near}”?",
    ),
    "css-token": Rule(
        E, "nothing gives “{name}” a value", "write a name of theme/tokens.yaml: --token-colour-ink", "did you mean “{near}”?"
    ),
    "drawing-broken": Rule(
        E, "this drawing cannot be published: {reason}", "take that out, or save it as “Plain SVG” from a drawing program"
    ),
    "picture-none": Rule(E, "this is no {kind}", "save it as {kind} in a program for pictures: another name changes nothing"),
    "picture-size": Rule(
        E, "this picture is {found}, and theme/web/assets.yaml says {sizes}", "save it with {sizes} pixels, or correct the list"
    ),
    # templates
    "template-name": Rule(
        E,
        "nothing gives this template “{name}”",
        "remove it, or see docs/theming.md for what each template gets",
        "did you mean “{near}”?",
    ),
    "template-absent": Rule(
        E, "there is no template “{name}”", "put it into the folder of this one, or correct the name", "did you mean “{near}”?"
    ),
    "template-macro": Rule(
        E,
        "“{file}” has no macro “{name}”, which “{asks}” asks for",
        "keep it in “{file}”, or ask for another one",
        "did you mean “{near}”?",
    ),
    "template-block": Rule(
        E,
        "“{file}” has no block “{name}”, so that what “{asks}” says in it is never shown",
        "call it as a block of “{file}” is called, or write that block there",
        "did you mean “{near}”?",
    ),
    "template-drawn": Rule(
        E,
        "`{kind}` finds no file “{name}”",
        "put a drawing into theme/web/icons, name another file in theme/web/assets.yaml, or correct the name",
        "did you mean “{near}”?",
    ),
    "template-broken": Rule(
        E, "this template cannot be used: {reason}", "mend it, or remove it from theme/: then Livret's own is used"
    ),
    # YAML
    "yaml-syntax": Rule(
        E,
        "from here on this file cannot be read",
        "check the line above: where it is indented, and whether its quotes and brackets are closed",
    ),
    "yaml-tab": Rule(E, "this line is indented with a tab", "write spaces instead, as many as the lines beside it have"),
    "yaml-indent": Rule(
        E,
        "this line begins in another column than the lines it belongs to",
        "let the keys of one thing begin in the same column, and what belongs to a key two spaces further in",
    ),
    "yaml-item": Rule(E, "an entry of a list begins with a hyphen and a space, not with “{sign}”", "write {near}"),
    "yaml-colon": Rule(
        E,
        "this text has a colon and a space in it, which begins a new key",
        "write it between double quotes",
        "write it between double quotes: {near}",
    ),
    "yaml-apostrophe": Rule(E, "a quote inside the text ends it here", "write it between double quotes", "write {near}"),
    "yaml-sign": Rule(
        E, "a text cannot begin with this sign", "write it between double quotes", "write it between double quotes: {near}"
    ),
    "yaml-open": Rule(E, "this quote ( {sign} ) is not closed", "write {sign} at the end of the text too"),
    "yaml-bracket": Rule(
        E,
        "what begins with “{sign}” here is not closed, or lacks a comma",
        "close it, or put a text that begins with “{sign}” between double quotes",
    ),
    "yaml-escape": Rule(E, "between double quotes, “\\” means something else", "write \\\\ for the sign itself"),
    "yaml-line": Rule(
        E,
        "this is neither “key: value” nor a line of a list: {text}",
        "write a key, a colon and a space in front, or join it to the line above",
    ),
    "yaml-comma": Rule(
        E,
        "a comma ends a text between braces, and “{text}” is read as a key",
        "put the whole text between double quotes, or write a number with a point",
        "write {near}",
    ),
    "yaml-space": Rule(
        E, "between a key and its value there is no colon and space", "write a colon and a space behind the key", "write {near}"
    ),
    "yaml-control": Rule(E, "this line holds an invisible control character", "delete the line and type it again"),
    "yaml-remark": Rule(
        E,
        "a space and “#” begin a remark: “{text}” would be left out",
        "put the whole text between double quotes, or write a space behind “#” if it is a remark",
    ),
    "yaml-documents": Rule(
        E,
        "“---” begins a second document, and a file of Livret is one",
        "remove this line, and below it the keys that are above already, such as “category:” and “services:”",
    ),
    "yaml-alias": Rule(
        E,
        "anchors (&) and aliases (*) are not allowed",
        "write the value again, or put a text that begins with & or * between double quotes",
    ),
    "yaml-tag": Rule(E, "the tag {tag} is not allowed", "remove it, or put a text that begins with ! between double quotes"),
    "yaml-large": Rule(E, "this file is nested too deeply or has too many entries", "split it, or close the brackets"),
    "yaml-key": Rule(E, "a key must be a plain word", "write it as “name: value”"),
    "yaml-duplicate": Rule(E, "“{key}” is written twice", "keep one of the two"),
    "yaml-shape": Rule(E, "something else is expected here: {expected}", "see docs/writing.md for the form of this file"),
    "front-matter-open": Rule(E, "the head of the chapter has no end", "write a line “---” after its last key"),
    # data
    "key-unknown": Rule(
        E, "unknown key “{key}”", "remove it, or see docs/writing.md for the keys of this file", "did you mean “{near}”?"
    ),
    "key-missing": Rule(E, "“{key}” is missing", "add “{key}: …” here"),
    "key-form": Rule(
        E,
        "“{value}” cannot be a name here",
        "write small letters without accents, digits and _",
        "write “{near}” here, and wherever it is meant",
    ),
    "id-form": Rule(
        E, "“{value}” is no id", "write the id that it has where it is declared: small letters without accents, digits and _"
    ),
    "value-empty": Rule(E, "“{key}” has no value", "write one, or remove the line"),
    "value-unknown": Rule(E, "“{value}” is not one of: {choices}", "choose one of these", "did you mean “{near}”?"),
    "value-invalid": Rule(E, "“{value}” cannot stand for “{key}”", "write {expected}", "write {near}"),
    "value-shape": Rule(E, "“{key}” is written in another form", "write {expected}", "write it between brackets: {near}"),
    "value-twice": Rule(W, "“{value}” stands twice in this list", "remove it here, or write what was meant"),
    "text-empty": Rule(E, "this text is empty", "write it, or remove the line"),
    "date-none": Rule(E, "no calendar has the day {value}", "look how many days its month has, and write the right one"),
    "date-invalid": Rule(
        E, "“{value}” is no date", "write it as year-month-day, such as 2026-11-20", "write it as year-month-day: {near}"
    ),
    "phone-invalid": Rule(
        E,
        "“{value}” is no phone number that can be dialled",
        'write it as it is dialled from abroad, between double quotes, such as "+33476000000" for 04 76 00 00 00; or a short number such as "115"',
        'write it as it is dialled from abroad, between double quotes: "{near}"',
    ),
    "phone-digits": Rule(
        E,
        "“{value}” has {too} digits for a number of its country",
        "compare it with where it was read, digit by digit, and correct it",
    ),
    "phone-many": Rule(
        E, "“{value}” is more than one phone number", "write one of them here, and each other one as an entry of its own"
    ),
    "url-invalid": Rule(E, "“{value}” is no web address", "write it with https:// in front and no space", "write {near}"),
    "email-invalid": Rule(E, "“{value}” is no e-mail address", "write one address, as name@example.org", "write {near}"),
    "hours-invalid": Rule(
        E,
        "these opening hours cannot be understood from here on",
        "write them as in OpenStreetMap: Mo-Fr 08:30-12:30,14:00-17:00; PH off",
        "write {near}",
    ),
    "hours-unsayable": Rule(
        E,
        "these opening hours are valid, but no sentence can tell “{text}”",
        "use days, months, dates, weeks, PH, SH and spans of time, and say the rest in opening_hours_note",
    ),
    "hours-comment": Rule(
        E, "the comment {text} would not be translated", 'write it in opening_hours_note; "by appointment" alone can stand here'
    ),
    "hours-capital": Rule(E, "days begin with a capital letter", "write Mo Tu We Th Fr Sa Su, PH, SH", "write {near}"),
    "hours-days": Rule(
        E, "after a comma or a semicolon, times without days mean every day", "write the days in front: Mo-Fr {text}"
    ),
    "hours-times": Rule(
        E, "“{text}” has no times, which means day and night", "add them: Mo-Fr 08:30-12:30; or write 00:00-24:00, or off"
    ),
    "hours-long": Rule(
        E,
        "“{text}” would last until the next day for more than sixteen hours",
        "write the earlier time first, or two spans: {near}",
    ),
    "hours-night": Rule(
        E,
        "“{text}” goes on into a day of which another rule tells",
        "write both parts of the night: Mo-Su 19:00-24:00,00:00-09:00; PH off",
    ),
    "hours-order": Rule(
        E,
        "a later rule undoes this one: {later}",
        "write what is general first and exceptions after it (Mo-Fr 08:30-12:30; PH off), and two spans of a day with a comma (08:30-12:30,14:00-17:00)",
    ),
    "hours-overwritten": Rule(
        W,
        "“{later}” stands instead of “{earlier}” on the days that both name, not beside it",
        "if both hold, write a comma: “{both}”; if not, take these days out of the earlier rule",
        "if both hold, write a comma: “{both}”; if not, leave no doubt: “{near}”",
    ),
    "timezone-unknown": Rule(E, "“{value}” is no time zone", "write a name such as Europe/Paris"),
    "source-missing": Rule(E, "this has no source", "add the source and the date it was read, or say “example: true”"),
    "contact-missing": Rule(E, "nobody can reach this service", "add at least one of phones, email, website, address"),
    "siret-invalid": Rule(E, "“{value}” is no SIRET", "write its fourteen digits, between double quotes"),
    "notice-order": Rule(E, "this ends before it begins", "write the first day after “from”, the last one after “until”"),
    "notice-both": Rule(E, "this notice says closed and open at once", "keep “closed: true” or “opening_hours”"),
    "notice-empty": Rule(E, "this notice says nothing", "add “text: …”, “closed: true” or “opening_hours: …”"),
    "postal-code": Rule(
        E,
        "“{value}” is no postal code of {country}",
        'write it as people there do, between double quotes (in France "38000"), or say which country it is in: “country: BE”',
    ),
    "sentence-blank": Rule(E, "nothing says where the language goes in this sentence", "write “…” there, once: “Je parle ….”"),
    "coordinates-half": Rule(E, "a position needs both latitude and longitude", "write both, or none"),
    "coordinates-abroad": Rule(E, "{value} is not in France", "write latitude first (45.19), then longitude (5.72)"),
    "ages-order": Rule(E, "the maximum age is below the minimum age", "exchange them, or correct one"),
    "address-shown": Rule(E, "this text tells the address that is hidden", "take it out, or write “address_visibility: public”"),
    "service-private": Rule(
        E, "{{{text}}} is a listing for professionals", "take the reference out, or write “visibility: public” there"
    ),
    "withdraw-early": Rule(
        E, "this would be withdrawn before anybody has seen it", "write a day after that of publish_on, or take one of the two out"
    ),
    "link-waiting": Rule(
        W,
        "readers cannot see “{href}” ({why}): these words are shown without a link",
        "take the link out, or see to “draft”, “publish_on” and “withdraw_on” in the head of that page",
    ),
    "service-waiting": Rule(
        E,
        "readers cannot see {text} yet ({why}), and its name would be told here",
        "take the reference out until then, or see to “draft” and “publish_on” in the listing",
    ),
    "service-withdrawn": Rule(
        W,
        "readers cannot see {text} any more ({why}): only its name is shown",
        "take the reference out, or write what helps instead",
    ),
    "waiting-named": Rule(
        W, "readers cannot see “{value}” ({why}): it is left out here", "take it out, or see to the days in the head of that page"
    ),
    "waiting-beneath": Rule(
        W,
        "readers cannot see this page: {where} holds it back ({why})",
        "write a {name} of this site's own, or ask those who write the base",
    ),
    "waiting-mistaken": Rule(
        W,
        "this is not out ({why}), and has mistakes: {count}",
        "look at it with “livret serve”, and mend them before it is out",
    ),
    "left-out": Rule(W, "a chapter cannot have {what}: it was left out here", "say it in words if it matters"),
    "left-out-picture": Rule(
        W,
        "a picture was left out here ({reason}): “{text}”",
        "put its file beside the chapter, and write ![{text}](picture.jpg) with the name of the file",
    ),
    "left-out-words": Rule(
        W, "a chapter cannot have {what}: “{text}” was left out here", "write it as a text of the chapter if it matters"
    ),
    "place-unknown": Rule(
        E, "no place has the id “{value}”", "declare it under “places”, or write the address here", "did you mean “{near}”?"
    ),
    "organisation-unknown": Rule(
        E,
        "no organisation has the id “{value}”",
        "declare it under “organisations”, or write its name as people do",
        "did you mean “{near}”?",
    ),
    "thematique-unknown": Rule(
        E, "data·inclusion has no subject “{value}”", "choose one of those in docs/schema/site.json", "did you mean “{near}”?"
    ),
    "need-unknown": Rule(E, "unknown need “{value}”", "add it to “needs” in content/site.yaml", "did you mean “{near}”?"),
    "site-inside": Rule(E, "this folder is a part of a site, and no site itself", "say --site {outer}"),
    "emergency-none": Rule(
        W,
        "the home page has no number to call in an emergency",
        "write “emergency: [phone.…]” with the phones of facts.yaml: {choices}",
    ),
    "emergency-unknown": Rule(
        E, "“{value}” is no phone number of content/facts.yaml", "write one of: {choices}", "did you mean “{near}”?"
    ),
    "schema-newer": Rule(
        E,
        "this site was made for Livret schema {value}; this Livret knows {known}",
        "install a newer Livret, or write “livret: {known}”",
    ),
    "schema-older": Rule(E, "“livret: {value}” is no schema", "write “livret: {known}”"),
    "language-unknown": Rule(
        E, "no language has the tag “{value}”", "use a BCP 47 tag such as fr, ar, ti, prs", "did you mean “{near}”?"
    ),
    "language-absent": Rule(
        E,
        "“{value}” is not one of the site's languages",
        "add it to “languages” in content/site.yaml, or choose one of these: {choices}",
        "did you mean “{near}”?",
    ),
    "language-source": Rule(E, "the site's own language “{value}” is not in “languages”", "add it to the list"),
    "duplicate": Rule(E, "“{value}” is already used at {where}", "choose another name"),
    "slug-invalid": Rule(
        E,
        "“{name}” makes no address",
        "rename it with small letters without accents, digits and hyphens: 01-sante",
        "rename it to {near}",
    ),
    "slug-reserved": Rule(E, "the name “{name}” is used by Livret itself", "choose another name"),
    "slug-device": Rule(
        E, "Windows keeps the name “{name}” for itself: nobody could unpack such a page there", "choose another name"
    ),
    "category-unknown": Rule(
        E, "unknown category “{value}”", "add it to “categories” in content/site.yaml", "did you mean “{near}”?"
    ),
    "author-unknown": Rule(
        E, "unknown author “{value}”", "add this author to content/agora/authors.yaml", "did you mean “{near}”?"
    ),
    "catalog-named": Rule(
        E,
        "the head of this catalog says who translated it: “{value}”",
        "empty the lines Last-Translator and Language-Team at the beginning of the file, or write a pseudonym there",
    ),
    "name-told": Rule(
        W,
        "this text tells the name of the member “{ident}”: whoever has the site would keep it, even when the consent is withdrawn",
        "write “a member”, or what the person does; who agreed to be named is named by the page itself (docs/agora.md, “Names”)",
    ),
    "author-named": Rule(
        E,
        "“{value}” is a name, in a file that everybody who has the site can read",
        "take the line out, and write name and consent for “{ident}” into .livret-private/members.yaml",
    ),
    "credit-alone": Rule(
        W,
        "“{value}” fits one member only: whoever knows the Agora knows who it is",
        "give several members the same credit, or take it out",
    ),
    "consent-guardian": Rule(
        E, "nobody has signed for this minor", "write “guardian: …” with the name of who did, or take the consents out"
    ),
    "consent-order": Rule(
        W,
        "this consent was withdrawn on {date}, before it was given: it does not hold",
        "correct one of the two days: year-month-day",
    ),
    "private-tracked": Rule(
        E,
        "git has taken up “{name}”, which is for the team alone: whoever gets the site gets it, and its history keeps it",
        "run “git rm --cached {name}”, write “.livret-private/” into .gitignore, and, if it was pushed, take it out of the history",
    ),
    "private-shared": Rule(
        W,
        "this folder is for the team alone, and lies on a drive that carries it to others: {drive}",
        "move the folder to this machine alone, write its path into LIVRET_PRIVATE, then empty the bin and the former versions of the drive",
    ),
    "private-twice": Rule(
        W,
        "this folder is not read: LIVRET_PRIVATE names another one, {value}",
        "move what is right in it to {value}, then delete this one",
    ),
    "private-missing": Rule(
        E,
        "there is no folder {value}, where names and consents were to lie",
        "plug in or open the drive that holds it, or correct the path in LIVRET_PRIVATE",
    ),
    "private-inside": Rule(
        E,
        "{value} is a part of the site, or holds it: whoever gets the site would get it",
        "move the folder for the team out of the site folder, and write its new path into LIVRET_PRIVATE",
    ),
    # the Agora's room
    "answer-one": Rule(
        E,
        "an answer is one thing",
        "write one of chapter, service, lab, order, decision or refused beside “on”, and another entry for each other answer",
    ),
    "answer-early": Rule(W, "{date} is before the need was heard, on {first}", "correct one of the two days: year-month-day"),
    "heard-unknown": Rule(E, "there is no need “{value}”", "write it into content/agora/needs.yaml", "did you mean “{near}”?"),
    "heard-later": Rule(W, "{date} has not come yet", "write the day on which it happened, or take it out until then"),
    "chapter-unknown": Rule(
        E,
        "no chapter is at “{value}”",
        "write its path from content/, such as booklets/01-sante/02-soins.md",
        "did you mean “{near}”?",
    ),
    "service-unknown": Rule(
        E, "no service has the id “{value}”", "write the id of a service that is listed", "did you mean “{near}”?"
    ),
    "lab-unknown": Rule(
        E, "there is no laboratory “{value}”", "write it into content/agora/labs/{value}.yaml", "did you mean “{near}”?"
    ),
    "published-broken": Rule(
        E, "this published file cannot be read: {reason}", "run `livret build --verify`: it makes anew what somebody changed"
    ),
    "funder-unpublished": Rule(
        E, "nothing is published here, so nothing shows who pays", "run a build first; it publishes into public/"
    ),
    "order-absent": Rule(
        E, "there is no order “{value}”", "write the name of a file of content/orders/, without “.yaml”", "did you mean “{near}”?"
    ),
    "changed-one": Rule(E, "what changed is a chapter or a service", "write one of chapter and service beside “what”"),
    "hour-invalid": Rule(
        E,
        "“{value}” is no hour of the day",
        'write hours and minutes between double quotes, such as "18:00"',
        'write hours and minutes between double quotes: "{near}"',
    ),
    "meeting-name": Rule(
        W,
        "“{name}” is not the day of a meeting",
        "name the file after its day, such as 2026-11-12.md; of one day there is one meeting",
        "name the file {near}.md",
    ),
    "meeting-order": Rule(E, "this meeting ends before it begins", "exchange “begins” and “ends”, or correct one"),
    "meeting-place": Rule(
        E, "nobody knows where this meeting is", "write “place: …”, or, where it is not for everybody, “ask: …” with whom to ask"
    ),
    "meeting-language": Rule(
        E, "the minutes are written in “{value}”", "write “{value}” first, and the languages that they are translated into after it"
    ),
    "decision-early": Rule(W, "{date} is before the meeting", "write that of the meeting, or a later one: year-month-day"),
    "decision-due": Rule(
        W, "this was to be done until {date}", "write “done: …” with the day when it was, or give “until” another day"
    ),
    "lab-long": Rule(
        W,
        "this laboratory lasts {days} days, and a laboratory is a short experiment",
        "make it {weeks} weeks at most, or make two of it",
    ),
    "panel-balance": Rule(
        W, "this panel is outweighed by another, with fewer people", "let the three panels have as many each, {wanted} if you can"
    ),
    "pictogram-unknown": Rule(E, "there is no pictogram “{value}”", "choose one of: {choices}", "did you mean “{near}”?"),
    "booklet-empty": Rule(E, "this booklet has no chapter", "add a file such as 01-debut.md beside it"),
    "takes-missing": Rule(
        E,
        "nothing says what the format “{format}” takes",
        "add “takes: {{{format}: [[01-chapter.md], …]}}”, a list for each of its panels, {limit} at most",
    ),
    "takes-unknown": Rule(
        E,
        "“{value}” is neither a chapter of this booklet nor a phone or a service",
        "write a file of this folder ({choices}), phone.… or service.…",
        "did you mean “{near}”?",
    ),
    "takes-unused": Rule(W, "the format “{format}” is not made of this booklet", "add it to “formats”, or remove this"),
    "takes-many": Rule(E, "a “{format}” has no more panels to fill than {limit}", "put the rest into these, or leave it out"),
    "production-example": Rule(
        E, "an example may not be published in production mode", "replace it with a real entry and its source, or remove it"
    ),
    "funder-unknown": Rule(
        E, "there is no funder “{value}”", "write the id of one of “funding” in content/site.yaml", "did you mean “{near}”?"
    ),
    "counted-more": Rule(
        E,
        "more people are counted by sex or by age than were there",
        "count them again; whoever was not counted is left out of women, men, under_18 …",
    ),
    "project-sum": Rule(
        E, "more is paid than it costs", "write what the whole project costs after “cost”, and the share of each after “paid”"
    ),
    "booklet-unknown": Rule(
        E,
        "no booklet is called “{value}”",
        "write the name of a folder of content/booklets/, without its number",
        "did you mean “{near}”?",
    ),
    "statement-missing": Rule(
        E, "the wording shown otherwise is not there", "write after “otherwise” a language that has its wording below"
    ),
    "emblem-letters": Rule(
        E,
        "the typeface of the statement has no {characters}",
        "put a font with these letters at theme/emblem/Ubuntu-derivative-Livret.ttf, or take the wording out",
    ),
    "text-unfinished": Rule(
        E,
        "“{mark}” stands where something is still to be said",
        "write it, or remove the line; until then say “mode: demo” in content/site.yaml",
    ),
    "production-legal": Rule(E, "production mode needs “{key}”", "fill it in: French law asks for it"),
    "voice-law": Rule(
        E,
        "a number or an address for readers' words needs “{key}”",
        "say it in a sentence: the privacy page tells it to those who write",
    ),
    "voice-real": Rule(
        E,
        "readers of a demonstration would write to “{value}”, which somebody may have",
        "use what is kept free for fiction, such as +33639980014 or voix@livret.example, or “mode: production”",
    ),
    "code-form": Rule(E, "“{value}” is no code of a page", "write a letter, a hyphen and a number: S-14"),
    "code-missing": Rule(W, "{count} pages have no code that readers could say, the first: {first}", "run `livret codes`"),
    "voice-code": Rule(
        E,
        "no page has the code “{value}”",
        "ask which page is meant, or take the code out: the words are kept without a page",
        "did you mean {near}?",
    ),
    "voice-codes": Rule(
        E, "one message names {first} and {value}", "make two of it: write a line of three hyphens between what belongs to each"
    ),
    "voice-page": Rule(W, "this says no page", "whoever sorts it decides where it belongs"),
    "voice-empty": Rule(E, "nothing is said here", "write what was said, or take it out"),
    "voice-column": Rule(E, "the table has no column “{key}”", "write the names of the columns in its first line: {choices}"),
    "voice-dropped": Rule(W, "the column “{value}” was left out", "nothing to do: it is not kept"),
    "voice-number": Rule(E, "{page} has no sentence {value}", "it has {count}: see the review sheet"),
    # prose
    "title-missing": Rule(
        E,
        "the chapter does not begin with a title",
        "write “# Title” as its first line",
        "move “{near}”, which is line {line}, above all other text",
    ),
    "title-twice": Rule(E, "a chapter has only one first-level heading", "write “##” here"),
    "heading-jump": Rule(E, "a heading of level {level} follows one of level {before}", "write “{signs}” here"),
    "heading-empty": Rule(E, "this heading has no text", "write one, or remove the line"),
    "callout-unknown": Rule(E, "there is no callout “{kind}”", "use one of: {choices}"),
    "callout-empty": Rule(E, "this callout has no text", "begin each line of its text, right under this one, with four spaces"),
    "callout-elsewhere": Rule(
        E,
        "“{text}” makes no callout here, and would be shown",
        "write a line “!!! {kind}” instead, and begin each line of its text, right under that one, with four spaces",
    ),
    "heading-underlined": Rule(
        E,
        "a line of {sign} makes no heading of “{text}”",
        "write “{signs} {text}” and remove the line of {sign}; for a line across the page leave an empty line before it, and write ---",
    ),
    "checkbox": Rule(
        E, "“{text}” makes no box to tick here, and would be shown", "remove “{text}”: an item of a list has a sign already"
    ),
    "columns-tabs": Rule(
        E,
        "the columns of this line are set apart by tabs, as Word does: they would run together",
        "write it as “{row}”; under the first line of the table write “{rule}”, and leave an empty line before and after it",
    ),
    "columns-joined": Rule(
        W,
        "the columns of these lines are set apart by {sign}: a reader would see one line",
        "write this one as “{row}”, under it “{rule}”, then the others in the same way; leave an empty line before and after the table",
    ),
    "lines-joined": Rule(
        W,
        "a reader would see these lines as one: “{text} {next}”",
        "write \\ at the end of each line that is to end there; if it is one sentence, write it in one line",
        "write \\ at the end of each line that is to end there, or “{near}” at the beginning of each; if it is one sentence, write it in one line",
    ),
    "word-cut": Rule(
        W,
        "“{text}” is cut at the end of its line, and would be shown with a space behind it",
        "write it in one line: “{word}”, or “{near}” where the hyphen belongs to it",
    ),
    "table-glued": Rule(E, "this table is read as part of the paragraph above it", "leave an empty line before “{text}”"),
    "table-rule": Rule(
        E,
        "this would be no table: a line of | --- | under its first one says how many columns there are",
        "write “{rule}” as its second line",
    ),
    "table-cut": Rule(E, "an empty line cuts this table in two", "remove the empty line above “{text}”"),
    "table-framed": Rule(
        E,
        "lines of + and - frame no table here, and would be shown",
        "remove these lines, and write “{rule}” under the first line of the table",
    ),
    "cells-many": Rule(
        E,
        "this row has {count} cells, its table {columns}: “{text}” would be lost",
        "give the first two lines of the table a cell more, or remove the “|”; for the sign itself write \\|",
    ),
    "cells-few": Rule(
        W,
        "this row has {count} cells, its table {columns}",
        "write a “|” more at its end for each that is empty; what is no row needs an empty line before it",
    ),
    "list-year": Rule(E, "“{number}.” at the beginning of a line makes a numbered list", "write “{number}\\.”"),
    "note-twice": Rule(
        E,
        "there are two footnotes [^{name}], and only one would be shown",
        "give one of them another name, here and where it is meant",
    ),
    "note-colon": Rule(E, "the text of a footnote begins here, and [^{name}] is only named", "write a colon: “[^{name}]: …”"),
    "note-inline": Rule(
        E,
        "“^[…]” makes no footnote here, and would be shown",
        "write [^1] in its place, and “[^1]: {text}” in a line of its own, between empty lines",
    ),
    "definition-alone": Rule(
        E,
        "this colon explains a word, and no word stands above it",
        "write the word on the line above, or remove the colon",
    ),
    "note-empty": Rule(E, "the footnote [^{name}] has no text", "write it behind the colon, or remove the footnote"),
    "note-unused": Rule(
        W,
        "no text names the footnote [^{name}]: it stands alone at the end of the page",
        "write [^{name}] behind the words it explains",
    ),
    "code-lines": Rule(
        E,
        "lines of “{text}” set nothing apart here, and would be shown",
        "remove these lines; one word is set apart by a back-tick before and behind it, and \\ at its end keeps a line",
    ),
    "mark-open": Rule(
        E,
        "“{text}” is not closed and would be shown",
        "close it, or write \\ before each sign if the sign itself is meant",
        "no space stands inside such marks: write {near}",
    ),
    "mark-unknown": Rule(E, "“{text}” means nothing here and would be shown", "remove it", "write {near}"),
    "phone-bare": Rule(
        E,
        "“{text}” is a phone number, and nothing here can be pressed or corrected everywhere",
        "put it in facts.yaml and write {{phone.name}}",
    ),
    "number-bare": Rule(
        W,
        "“{text}” seems to be a number to call, and nothing here can be pressed or corrected everywhere",
        "put it in facts.yaml and write {{phone.name}}",
    ),
    "address-bare": Rule(
        W,
        "“{text}” cannot be pressed",
        "write [what it is]({href}), or put it in facts.yaml and write {{link.name}} or {{email.name}}",
    ),
    "abbreviation-points": Rule(
        W,
        "“{text}” is written with points: who looks for {near} does not find it, and it is not explained",
        "write {near}",
    ),
    "sign-unseen": Rule(
        E,
        "a sign that nobody can see or read (U+{found}) stands here",
        "put the cursor at the beginning of this line, and press Delete once{then}",
        "put the cursor right after “{near}”, and press Delete once{then}",
    ),
    "entity-unseen": Rule(E, "“{text}” is a sign that nobody can see or read (U+{found})", "take “{text}” out"),
    "text-garbled": Rule(
        E,
        "“{found}” stands for another letter: this was read in another encoding than it was written in, and saved",
        "bring back the text of before, and open it as UTF-8; or write the letters again",
    ),
    "front-matter-sign": Rule(
        E, "the head of the chapter begins with a line “---”, not with “{text}”", "write --- in this line{more}"
    ),
    "front-matter-start": Rule(E, "the head of the chapter has no beginning", "write a line “---” before its first key{more}"),
    "list-glued": Rule(E, "this line is read as part of the paragraph above it", "leave an empty line before “{text}”"),
    "html-raw": Rule(E, "HTML is not allowed: {at}", "use Markdown; to show the sign itself write \\<"),
    "link-reference": Rule(E, "links by reference are not allowed", "write the address after the text: [text](https://…)"),
    "link-broken": Rule(E, "this looks like a link that is broken in two", "write [text](address) without a space between ] and ("),
    "link-empty": Rule(E, "this link leads nowhere", "write an address between ( and ); a fact cannot stand there"),
    "link-tel": Rule(E, "a phone number cannot be a link in prose", "put it in facts.yaml and write {{phone.name}}"),
    "link-scheme": Rule(E, "links of this kind are not allowed: {href}", "use https://…, mailto:… or the path of a chapter"),
    "link-target": Rule(
        E,
        "no chapter is at “{href}”",
        "write the path from this file, such as 02-soins.md or ../02-asile/01-arriver.md; in site.yaml from content/, such as booklets/01-sante/01-numeros.md",
        "write “{near}”",
    ),
    "link-file": Rule(
        E,
        "“{href}” is a file, and only chapters and pictures are published",
        "put the file on a web site and write its address with https:// here, or take the link out",
    ),
    "link-title": Rule(
        E, "“{text}” stands behind an address, where nobody would see it", "take it out there, and say it in the text if it matters"
    ),
    "link-space": Rule(E, "there is white space in the address “{href}”", "write {near}"),
    "link-turned": Rule(E, "the brackets of this link are exchanged", "write {near}"),
    "link-self": Rule(
        W,
        "“{href}” is this site itself: readers of every language would be led to that one page, and none without a network",
        "write the path of the chapter from this file, such as 02-soins.md",
        "write {near}",
    ),
    "link-anchor": Rule(
        E, "“{chapter}” has no heading “#{anchor}”", "use one of its headings: {choices}", "did you mean “#{near}”?"
    ),
    "image-alt": Rule(E, "this picture has no description", "write one for those who cannot see it: ![description]({src})"),
    "image-path": Rule(E, "pictures come from the booklet's own folder, not from “{src}”", "copy the picture beside the chapter"),
    "image-missing": Rule(E, "there is no picture “{src}”", "copy it there, or correct the name", "did you mean “{near}”?"),
    "image-kind": Rule(
        E, "“{src}” is no picture that every phone can show", "save it as .jpg, .png, .webp or .svg; a photograph may be .heic"
    ),
    "picture-broken": Rule(
        E,
        "“{src}” is no picture that can be shown: {reason}",
        "open it in a program for pictures and save it as JPEG, or ask for it again",
    ),
    "picture-large": Rule(
        E,
        "“{src}” has {found} million pixels, more than {limit} million",
        "make it smaller: 2,500 pixels on its longer side are enough for paper",
    ),
    "picture-drawing": Rule(
        E,
        "“{src}” is a drawing that cannot be shown safely: it holds {what}",
        "save it as “Plain SVG” without that, or as PNG",
    ),
    "picture-consent": Rule(
        E,
        "“{value}” has not agreed to be shown in {src}",
        "ask for it: `livret consent` prints the form; then write `scope: photograph` with its day in .livret-private/members.yaml, or take the picture out",
    ),
    "picture-withheld": Rule(
        W,
        "{src} is not shown: “{value}” does not agree to it",
        "take it out of the page, of content/ and of the history of git; `status` lists what no build reaches",
    ),
    "picture-people": Rule(
        W,
        "nobody says who can be recognised in {src}",
        "write {src}.yaml beside it: `people: []`, or the ids of those who are in it",
    ),
    "picture-moves": Rule(
        W, "“{src}” moves, and pages show its first picture only", "choose the picture that tells most, and save it as JPEG or PNG"
    ),
    "fact-unknown": Rule(
        E,
        "unknown reference {{{text}}}{more}",
        "add it to {where}, or correct the name",
        "did you mean {{{near}}}?",
    ),
    "fact-malformed": Rule(
        E, "this is no reference: {text}", "write {{kind.name}}, such as {{phone.samu}}; a brace alone is \\{{", "write {near}"
    ),
    "fact-misplaced": Rule(E, "a reference cannot stand inside code or a link address", "put it into the text"),
    "sentence-inside": Rule(E, "a sentence to say stands alone", "put {{{text}}} in a paragraph or list item of its own"),
    "note-unknown": Rule(E, "there is no footnote [^{name}]", "add a line “[^{name}]: …”"),
    "message-long": Rule(E, "this paragraph is too long", "split it: short paragraphs are easier to read and to translate"),
    "text-deep": Rule(E, "lists or quotes are nested too deeply", "use fewer levels"),
    # pages beside a chapter
    "variant-name": Rule(
        E,
        "“{name}” is no name of a page",
        "write the chapter's name, then “.easy”, then the language: 03-health.md, 03-health.easy.md, 03-health.easy.ar.md",
    ),
    "variant-alone": Rule(
        E, "no page “{original}” stands beside this one", "write it, or remove this one", "rename this file to {near}"
    ),
    "variant-source": Rule(
        E, "“{language}” is the language that the booklet is written in", "write this text into {original}, and remove this file"
    ),
    "native-unsigned": Rule(
        E,
        "this page does not say which text it was written after",
        "compare it with {original}, then write a line “source: {fingerprint}” in its head, between two lines “---”",
    ),
    "native-changed": Rule(
        W, "{original} has changed since this page was written", "compare the two, then write “source: {fingerprint}” here"
    ),
    "heading-absent": Rule(
        E,
        "after this heading one is missing: none stands for “{heading}” of {original}",
        "write it in the language of this page: “{signs} …”",
    ),
    "heading-extra": Rule(
        E,
        "this heading stands for none of {original}",
        "remove it, or make a paragraph of it: **…**; the headings are, in this order: {choices}",
    ),
    "heading-level": Rule(E, "this heading stands for “{heading}” of {original}, which has another level", "write “{signs}” here"),
    "easy-sentence": Rule(W, "this sentence has {count} words, which is not easy to read", "make two of it: {limit} words at most"),
    "easy-word": Rule(
        W,
        "“{word}” is explained nowhere on this page",
        "write what it is in brackets after it, “{word} (…)”, or in a line “:   …” under it",
    ),
    # other directories
    "import-exists": Rule(E, "there is such a file already, and an import never changes one", "give another name with --name"),
    "import-broken": Rule(E, "this is no JSON: {reason}", "look at this line, or ask for the file again"),
    "import-empty": Rule(
        E, "there is no service in this file", "look whether it is the right one, and whether it came whole: its list is empty"
    ),
    "import-shape": Rule(E, "no services can be read from this file", "say with --format which of these it is: {choices}"),
    "import-columns": Rule(
        E,
        "no column is called “name”, so nobody knows what the services are; the columns are: {columns}",
        'say which column is which, for example --map "Nom=name" --map "Ville=address.city"; docs/data.md has the keys',
        "say which column is which: {near}",
    ),
    "import-column": Rule(E, "the file has no column “{value}”", "use one of these: {choices}", "did you mean “{near}”?"),
    "import-key": Rule(
        E, "no key of Livret is called “{value}”", "docs/writing.md has the keys of a service", "did you mean “{near}”?"
    ),
    "import-map": Rule(E, "only the columns of a table can be named", "leave --map out"),
    "import-spoiled": Rule(
        W,
        "a spreadsheet has rounded “{path}” to “{value}”: its figures are lost, and it was left out",
        "write it into the new file by hand; next time, set the column to text before it is filled",
    ),
    "import-formula": Rule(
        W,
        "“{path}” holds a formula, not what it shows: {value}; it was left out",
        "in the spreadsheet copy the column and paste its values alone, then save it again; or write it into the new file by hand",
    ),
    "import-error": Rule(
        W,
        "the spreadsheet shows “{value}” for “{path}”, which it could not work out; it was left out",
        "mend that cell and save the table again, or write it into the new file by hand",
    ),
    "import-twice": Rule(
        W,
        "this row says what line {line} says, and was left out",
        "if it is another place, say in the table what is other about it",
    ),
    "import-nameless": Rule(
        W,
        "this row names no service, and was left out: {text}",
        "write the name into each row; what belongs to the row above, write there in a column of its own",
    ),
    "import-cells": Rule(
        W,
        "this row has {count} cells, the one of names {columns}: nobody knows what stands where, and it was left out",
        "put a text that holds the mark between cells between double quotes",
    ),
    "import-quote": Rule(
        W,
        "the quotation mark before “{value}” is not closed, so that the next rows are taken for its text; they were left out",
        "close it, or take it out",
    ),
    "import-workbook": Rule(
        E,
        "this is a workbook, or a page of the web, and no table in text",
        "open it in a spreadsheet, save it as “CSV UTF-8”, and import that",
    ),
    "import-known": Rule(W, "“{value}” is in the site already and was left out", "correct the listing that is there, by hand"),
    "import-title": Rule(
        W,
        "“{text}” stands above the names of the columns, and was left out",
        "look whether a reader needs it, and write it into a text",
    ),
    "import-left": Rule(
        W, "no key of Livret has “{path}” ({count} services)", "look whether a reader needs it, and write it into a text"
    ),
    # translations
    "catalog-broken": Rule(
        E, "this catalog cannot be read: {reason}", "open it in Poedit, which shows the line, or undo the last change"
    ),
    "catalog-empty": Rule(
        E,
        "this catalog is empty: not even its head is there",
        "bring back the file of before, from a backup or an e-mail; or delete it, and run “livret update” to begin it anew",
    ),
    "catalog-conflict": Rule(
        E,
        "this catalog holds the marks of a merge conflict",
        "choose one of the two versions and remove the lines <<<<<<<, =======, >>>>>>>",
    ),
    "catalog-language": Rule(
        E, "this catalog says it is in “{found}”, its folder says “{expected}”", "move it, or correct its Language header"
    ),
    "catalog-lost": Rule(
        D,
        "this catalog had {before} translations when the site was last built, and has {count} now",
        "bring back the file of before, from a backup or an e-mail; if it is meant to be so, run “livret update”, which takes it as it is",
    ),
    "translations-left": Rule(
        W,
        "texts of {count} files, this one first, stand elsewhere now, or link to a file by another name: their translations are still where they were",
        "run “livret update”, which carries them over",
    ),
    "catalog-domain": Rule(
        W,
        "no part of the site uses this catalog (in {languages})",
        "rename it to one of these: {choices}; if its part of the site has another name now, run “livret update”, which takes its translations, then remove it",
    ),
    "language-folder": Rule(
        W,
        "“{name}” is not one of the site's languages",
        "add it to “languages” in content/site.yaml, or remove the folder",
        "rename the folder to {near}; if there is one of this name, move its files there",
    ),
    "languages-taken": Rule(
        E,
        "{names}: not in “languages” any more, and {count} places name them, the first: {first}",
        "put them back into “languages”; if they are meant to go, take them out of these places, and remove their folders in translations/",
    ),
    "language-called": Rule(
        E, "the language “{value}” is called “{near}” here", "write “{near}” instead, and call its folder in translations/ so"
    ),
    "publish-original": Rule(
        E,
        "the site, or one of its booklets, is written in “{value}”: the pages in other languages lead to it",
        "remove it from “publish”",
    ),
    "language-waiting": Rule(
        W,
        "“{value}” is not published yet: {share} % of its texts are translated, it waits for {wanted} %",
        "translate more of it, or change “publish” in content/site.yaml; --lang {value} --out DIR shows it",
    ),
    "address-unknown": Rule(
        E,
        "no text of the site has the address “{value}”",
        "copy one from the catalogs (#. …), from status or from a proof sheet",
        "did you mean “{near}”?",
    ),
    "confirm-missing": Rule(
        W, "there is no translation to confirm of {count} of these texts, the first: {address}", "translate them first"
    ),
    "receive-language": Rule(
        E,
        "this catalog is in none of the site's languages: it says “{found}”",
        "correct its Language header, or add --lang with one of: {choices}",
    ),
    "receive-domain": Rule(E, "no part of the site has the texts of this catalog", "say with --domain which one it is: {choices}"),
    "part-unknown": Rule(E, "the site has no part “{value}”", "use one of: {choices}", "did you mean “{near}”?"),
    "receive-source": Rule(
        E, "“{domain}” is written in “{value}”: there is nothing to translate", "check --lang and the Language header"
    ),
    "interface-missing": Rule(
        E, "{count} interface messages are not translated, the first: “{text}”", "translate them, or set “strict_interface: false”"
    ),
    "interface-fields": Rule(E, "the translation of “{text}” does not have the same {{fields}}", "keep each {{name}} as it is"),
    "damage-facts": Rule(
        D, "the translation does not have the same references: {found} instead of {expected}", "copy each {{…}} of the source"
    ),
    "damage-links": Rule(
        D, "the translation does not have the same links: {found} instead of {expected}", "copy each link address of the source"
    ),
    "damage-code": Rule(D, "the translation does not have the same code, pictures or footnotes", "copy them from the source"),
    "damage-digits": Rule(
        D,
        "the translation does not have the same numbers: {found} instead of {expected}",
        "check every digit; a number may be written in words up to twelve",
    ),
    "damage-markup": Rule(D, "the translation cannot be shown: {reason}", "correct it in the catalog"),
    "damage-block": Rule(D, "the translation begins like a list, a heading or a quote", "write \\ before its first character"),
    "damage-line": Rule(D, "the translation holds a line break", "write it in one line"),
    "damage-brackets": Rule(
        D, "the translation has full-width brackets where markup is meant", "write them with the keyboard's own [ ] ( ) {{ }}"
    ),
    "damage-open": Rule(
        D,
        "a *, **, ` or [ of the translation is not closed and would be shown",
        "close it, or write \\ before it if the sign itself is meant",
    ),
    "damage-bidi": Rule(
        D, "the translation holds an invisible direction mark (U+{found})", "remove it: Livret isolates what needs it"
    ),
    "damage-characters": Rule(
        D, "the translation holds a sign that is no text (U+{found})", "type the word again: a letter was lost"
    ),
    "damage-encoding": Rule(
        D,
        "the translation was saved in the wrong encoding: “{found}”",
        "open the file that it came from as UTF-8 and copy it again",
    ),
    "damage-script": Rule(
        D,
        "the translation is not written in the script of its language ({script})",
        "translate it here; a word of the source may stand in brackets behind",
    ),
    "damage-length": Rule(
        D,
        "the translation has {found} signs, its source {expected}",
        "check that it is the translation of this text, and all of it",
    ),
    "damage-words": Rule(D, "the translation has no words", "translate the text, or leave it empty"),
    "gloss-own": Rule(
        E, "“{value}” is the language of the terms themselves", "remove this gloss: what the word means stands in “explanation”"
    ),
    "term-missing": Rule(
        W,
        "the translation says neither “{term}” nor “{gloss}”",
        "use the gloss of translations/terms.yaml, so that one thing has one name",
    ),
    "emphasis-lost": Rule(W, "the translation has not the same bold or italic parts", "check that ** and * are closed"),
    # services
    "listing-unknown": Rule(
        E, "no service has the id “{value}”", "copy it from content/services, or from `livret due`", "did you mean “{near}”?"
    ),
    "verify-form": Rule(
        E,
        "this date cannot be changed without touching what is around it",
        "write “verified_on: {day}” by hand, with the date on the same line",
    ),
    "same-as-source": Rule(
        W,
        "the translation is its source over again",
        "translate it, or leave it empty: the source is then shown in its own language",
    ),
    # recordings
    "audio-broken": Rule(
        E, "this is no recording in Ogg Opus: {reason}", "encode it again: opusenc --bitrate 24 voice.wav voice.opus"
    ),
    "audio-large": Rule(
        W,
        "this recording has {kilobytes} kB, {kilobits} kbit/s",
        "encode it with at most {limit} kbit/s, and split what is long into sections",
    ),
    "audio-loudness": Rule(W, "this recording has {found} LUFS", "make it louder or softer: between {low} and {high} LUFS"),
    "audio-loudness-unknown": Rule(
        W, "no tag tells how loud this recording is", "measure it with a program that writes R128_TRACK_GAIN"
    ),
    "audio-length": Rule(
        W, "this recording lasts {seconds} s for {characters} characters", "listen whether the whole text is read, once"
    ),
    "audio-stale": Rule(
        W,
        "this recording reads another text ({found}) than the one shown ({expected}): it is not played",
        "print the text with “livret script”, record it again, and write the new fingerprint after “reads:”",
    ),
    "review-unknown": Rule(E, "there is no chapter “{value}”", "choose one of: {choices}", "did you mean “{near}”?"),
    "script-unknown": Rule(E, "there is no such chapter, or it has no section {section}", "choose one of: {choices}"),
    # paper
    "glyph-missing": Rule(
        W,
        "no font has the character {characters}: PDFs that show it are left out",
        "use another one, or add a font to theme/fonts (docs/theming.md)",
    ),
    "typst-broken": Rule(
        E,
        "Typst cannot set this: {reason}",
        "mend this line, or what it is given; or remove the file from theme/: then Livret's own is used",
    ),
    "paper-failed": Rule(E, "the PDF cannot be made: {reason}", "look at the chapter that was changed last"),
    "paper-overflow": Rule(
        E,
        "in {language}, panel {panel} is {millimetres} mm too long; its longest parts: {longest}",
        "take less into this panel, or shorten these parts in the source or in the translation",
    ),
    "paper-tight": Rule(
        W,
        "in {language}, panel {panel} has {millimetres} of its {height} mm left; its longest parts: {longest}",
        "shorten these parts in the source or in the translation before a line is added to them",
    ),
    "paper-facing": Rule(
        E,
        "a text of the chapter {chapter} is {millimetres} mm higher than one of two facing pages",
        "divide this paragraph, or what it stands in, in two",
    ),
    "paper-table": Rule(
        E,
        "this table is too wide for paper: its longest words do not stand side by side, smaller and on its side neither",
        "divide it in two tables, or say in a list what a column says",
    ),
    "paper-slow": Rule(E, "the PDF took more than {seconds} seconds", "look for a very long word or table"),
    # reading
    "reading-hard": Rule(
        W,
        "this is hard to read: {words} words a sentence, {score} by Kandel and Moles",
        "cut sentences in two, use short words: at most {most} words a sentence, at least {least}",
    ),
    # outside links: `check --online`
    "outside-dead": Rule(W, "nothing is at {url} any more: {reason}", "find the new address, or take it out"),
    "outside-blocked": Rule(W, "no program may look at {url}: {reason}", "open it in a browser; where it is right, do nothing"),
    "outside-slow": Rule(W, "{url} did not answer: {reason}", "check again tomorrow, and open it in a browser"),
    # preflight: what a print shop sends back
    "print-code-unreadable": Rule(E, "no phone can read this QR code", "make it again, larger and with nothing over it"),
    "print-code-missing": Rule(E, "the QR code of {address} is not found on any page", "leave it room, and nothing over it"),
    "print-code-address": Rule(
        E, "this QR code leads to {address}, which is no page of this site", "make the file again, or correct the address"
    ),
    "print-code-small": Rule(
        E, "the modules of this QR code are {found} mm wide, less than {limit}", "print it larger, or shorten its address"
    ),
    "print-code-quiet": Rule(
        E, "{found} modules around this QR code are empty, not {limit}", "leave more white on each side of it"
    ),
    "print-code-contrast": Rule(E, "the contrast of this QR code is {found} %, less than {limit}", "print it in black on white"),
    "print-code-inks": Rule(
        E,
        "this QR code is not black alone on white ({inks})",
        "print it in black on white: inks that lie beside each other blur its modules",
    ),
    "print-broken": Rule(E, "this is no PDF that can be read: {reason}", "export it again"),
    "print-encrypted": Rule(E, "the file is encrypted", "save it without a password"),
    "print-javascript": Rule(E, "the file holds JavaScript", "export it again without it"),
    "print-attachment": Rule(E, "the file holds an attachment", "remove it, and send it beside the PDF"),
    "print-form": Rule(E, "the file holds form fields", "export it again without them"),
    "print-annotation": Rule(E, "an annotation ({kind}) lies on the page", "remove links and comments from the press file"),
    "print-action": Rule(E, "the file does something when it is opened", "export it again without actions"),
    "print-intent": Rule(
        E, "no output intent says which paper and inks it was made for", "export it as PDF/X-4 with a profile such as FOGRA39"
    ),
    "print-intents": Rule(E, "{count} output intents do not agree", "export it again with one output intent"),
    "print-condition": Rule(
        E, "the output intent names no printing condition", "export it as PDF/X-4 with a condition such as FOGRA39"
    ),
    "print-profile": Rule(E, "the output intent has no sound profile of four inks", "choose a CMYK profile such as FOGRA39"),
    "print-same-profile": Rule(
        E, "a colour space is the output intent's own profile", "export these colours as plain CMYK: they are on their way already"
    ),
    "print-icc": Rule(E, "the profile of a colour space is not sound", "export it again, with the profiles of its programs"),
    "print-ink-twice": Rule(E, "the ink {name} is made of other inks in other places", "define it once for the whole file"),
    "print-standard": Rule(E, "the file does not say that it is PDF/X-4, but {found}", "export it as PDF/X-4"),
    "print-metadata": Rule(E, "what the file says of itself (XMP) lacks: {names}", "export it as PDF/X-4, which says it"),
    "print-differs": Rule(
        E,
        "{key} is “{info}” in one place and “{xmp}” in the other (Info and XMP)",
        "export it again, and change neither afterwards",
    ),
    "print-id": Rule(E, "the file has no ID", "save it with a program that writes one, or with qpdf"),
    "print-trapped": Rule(
        E, "the file does not say whether it is trapped: neither True nor False", "export it as PDF/X-4, which says it"
    ),
    "print-external": Rule(E, "{what} lies in another file", "export it again with all its parts inside"),
    "print-alternate": Rule(
        E, "a picture has another one in its place for the screen", "export it again without alternate pictures"
    ),
    "print-filter": Rule(E, "a part of the file is packed with {name}", "export it again: Flate or JPEG pack what is printed"),
    "print-transfer": Rule(E, "{what} of its own would change colours on the press", "export it again without it"),
    "print-rendering": Rule(E, "there is no rendering intent {name}", "use one of the four that there are, or none"),
    "print-blend": Rule(E, "there is no blend mode {name}", "use one that PDF 1.6 has, or Normal"),
    "print-version": Rule(E, "PDF {version} is newer than PDF/X-4 allows", "export it as PDF 1.6"),
    "print-date": Rule(E, "the file does not say when it was made", "export it as PDF/X-4, which says it"),
    "print-pages": Rule(
        E, "{count} pages are no multiple of {multiple}", "add blank pages where they belong, mostly before the last page"
    ),
    "print-sizes": Rule(E, "this page is {width} × {height} mm, the first is {first}", "give every page the same trim size"),
    "print-size": Rule(E, "the trim is {width} × {height} mm, not {expected}", "set the page to {expected} mm"),
    "print-trim": Rule(E, "the page has no trim box", "export it with a trim box and bleed"),
    "print-nesting": Rule(
        E, "{inner} reaches out of {outer}", "export the page again: the trim lies in the bleed, the bleed in the sheet"
    ),
    "print-bleed": Rule(E, "the bleed is {found} mm wide, not {expected}", "export it with {expected} mm of bleed on each side"),
    "print-uncovered": Rule(
        E, "a colour touches the {side} trim and does not reach through the bleed", "let it reach {expected} mm past the trim"
    ),
    "print-rotated": Rule(E, "the page is rotated or scaled by its viewer", "turn its content instead"),
    "print-rgb": Rule(E, "{what} in RGB ({space})", "convert it to CMYK with the profile of the paper"),
    "print-blending": Rule(E, "transparency is blended in RGB", "set the blending space of the page to CMYK"),
    "print-ink": Rule(E, "{found} % of ink, more than {limit} %", "use less ink: it will not dry"),
    "print-text-inks": Rule(E, "text of {size} pt is printed in {count} inks", "print small text in black alone"),
    "print-registration": Rule(E, "registration colour lies inside the trim", "use black: it prints on every plate"),
    "print-knockout": Rule(E, "black text of {size} pt knocks out what is under it", "let black text overprint"),
    "print-white": Rule(E, "white overprints and will vanish", "let white knock out"),
    "print-small": Rule(E, "text of {size} pt is smaller than {limit} pt", "set it larger"),
    "print-hairline": Rule(E, "a line of {width} pt is thinner than {limit} pt", "make it thicker"),
    "print-resolution": Rule(E, "a picture of {dpi} dpi, less than {limit}", "use a larger picture, or show it smaller"),
    "print-font": Rule(E, "the font {name} is not embedded", "export it with all fonts embedded"),
    "print-font-broken": Rule(E, "the font {name} cannot be used as it is embedded ({reason})", "export it again with sound fonts"),
    "print-widths": Rule(
        E,
        "the file gives {count} characters of the font {name} another width than the font does",
        "export it again with sound fonts",
    ),
    "print-subset": Rule(W, "the font {name} is embedded whole", "embed only the characters that are used"),
    "print-unicode": Rule(
        E,
        "the font {name} does not say which characters it shows",
        "export it with ToUnicode tables: text must come back when it is copied",
    ),
    "print-tofu": Rule(E, "{count} characters are shown as empty boxes (font {name})", "use a font that has them"),
    "print-safe": Rule(E, "text stands {found} mm from the trim, less than {limit}", "move it inwards: a guillotine slips"),
    "print-cut": Rule(E, "text lies outside the trim and is cut off", "give it room on the page: shorten it, or set it smaller"),
    "print-fold": Rule(
        E, "text lies over the fold at {fold} mm, or less than {limit} mm beside it", "shorten it, or let it break inside its panel"
    ),
    "print-overlap": Rule(
        E, "two lines of text print over each other", "give the lines more room: their signs reach higher or lower"
    ),
    "print-clipped": Rule(E, "a picture is cut off: {lost} mm of it are not shown", "show it whole, smaller"),
    "print-cropped": Rule(
        W, "a picture is cut off by its frame: {lost} mm of it are not shown", "look whether that is meant; else show it whole"
    ),
    "print-art": Rule(E, "the page has a trim box and an art box", "export it with a trim box alone"),
    "print-postscript": Rule(E, "the page holds PostScript", "export it again without it"),
    "print-layers": Rule(E, "parts of the page can be switched off", "flatten the layers"),
    # handing out press files
    "handout-stale": Rule(
        E,
        "{count} texts changed since they were translated and are shown in the original, the first: “{text}”",
        'update the translation, or hand the file out with --override "name: reason"',
    ),
    "handout-missing": Rule(
        E,
        "{count} texts are not translated, the first: “{text}”",
        'translate them, or hand the file out with --override "name: reason"',
    ),
    "handout-damaged": Rule(
        E,
        "{count} translations would mislead and are shown in the original, the first: “{text}”",
        'mend them, or hand the file out with --override "name: reason"',
    ),
    "handout-unreviewed": Rule(
        E,
        "a machine translated this ({language}: {names}) and no native reader has checked it",
        'have it read and set X-Livret-Provenance, or hand the file out with --override "name: reason"',
    ),
    "handout-expired": Rule(
        E,
        "the chapter {name} was to be read again before {date}",
        'check it, then change review_before, or hand the file out with --override "name: reason"',
    ),
    "order-printer": Rule(
        E,
        "the colophon has no printer, and French law asks for name and address",
        "add “printer: {{name: …, address: …}}” to content/site.yaml",
    ),
    "release-language": Rule(
        W,
        "the code of the printed edition {document} leads to a page in “{value}”, a language that this site does not have any more",
        "add “{value}” to “languages” again, or delete this entry once nobody has such a sheet in hand",
    ),
    "order-unknown": Rule(E, "there is no document “{value}”", "choose one of: {choices}", "did you mean “{near}”?"),
    # age
    "verified-later": Rule(W, "nobody has verified this on {date} yet", "write the day on which somebody did: year-month-day"),
    "read-later": Rule(W, "nobody has read this on {date} yet", "write the day on which somebody did: year-month-day"),
    "alert-form": Rule(
        E, "the alerts of this file cannot be told apart", "begin each on a line of its own: “- id: …”, its other lines below it"
    ),
    "alert-unknown": Rule(E, "there is no alert “{value}”", "see `livret alert` for those that there are"),
    "former-damaged": Rule(
        E,
        "this file is not as it was published: its output is deleted",
        "choose another one of those that `livret rollback --list` names",
    ),
    "approver-unknown": Rule(
        E,
        "“{value}” is neither an author's id nor a role of this site",
        "add the role to “roles” in content/site.yaml: doctor, lawyer; never a name",
        "did you mean “{near}”?",
    ),
    "approval-page": Rule(
        W, "there is no page “{value}” to approve", "name a chapter, such as sante/numeros, or a booklet", "did you mean “{near}”?"
    ),
    "approval-none": Rule(
        E, "nobody has approved “{value}” there", "see content/approvals.yaml for those that there are", "did you mean “{near}”?"
    ),
    "approval-gone": Rule(
        W,
        "an approval of “{value}”, which is no page any more",
        "name its old address under “was” in the page it became, or: livret approve {value} --take-back",
        "did you mean “{near}”?",
    ),
    "approval-foreign": Rule(
        E, "{count} texts of this page are not in “{language}”", "translate them first: see `livret status --lang {language}`"
    ),
    "approval-missing": Rule(
        E,
        "nobody has approved {page} in “{language}” as it is now",
        "have it read, then: livret approve {page} --by ID --lang {language}",
    ),
    "alert-long": Rule(
        E,
        "{count} letters are too many for a correction: {limit} at most",
        "write what is right now in one sentence, the rest on a page that it links to",
    ),
    "alert-hidden": Rule(
        E,
        "with this template, pages hide a correction that is in force",
        "say in it what `corrections()` gives, as Livret's own does, or remove it from theme/: then that one is used",
    ),
    "alert-upstream": Rule(
        W,
        "what this site extends has an alert until {date} that stands on none of its pages",
        "if it is so here, too: livret alert, with the same words",
    ),
    "alert-unseen": Rule(
        W,
        "this alert stands on no page: {value} is not published yet",
        "take “languages” out, so that it stands in the site's own language meanwhile, or change “publish” in content/site.yaml",
    ),
    "alert-over": Rule(W, "this alert is over since {date}", "take it away with `livret alert --end {id}`, or write a later day"),
    "review-due": Rule(W, "this was to be read again before {date}", "check it, then change verified_on and review_before"),
}


# The states of a text, as a person says them.
STATES = {
    "source": marked("source"),
    "current": marked("current"),
    "to-check": marked("to check"),
    "stale": marked("stale"),
    "missing": marked("missing"),
    "damaged": marked("damaged"),
}
_GRADES = {E: marked("error"), D: marked("damage"), W: marked("warning")}
_REFUSALS = {
    errno.EACCES: marked("you are not allowed to read or change it"),
    errno.EPERM: marked("you are not allowed to read or change it"),
    errno.EROFS: marked("it can only be read, not changed"),
    errno.ENOSPC: marked("the disk is full"),
    errno.EDQUOT: marked("your part of the disk is full"),
    errno.EADDRINUSE: marked("another program uses it"),
    errno.ENOENT: marked("it is not there"),
    errno.EISDIR: marked("it is a folder, not a file"),
    errno.ENOTDIR: marked("a part of its path is a file, not a folder"),
    errno.ENAMETOOLONG: marked("its name is too long"),
    errno.ELOOP: marked("its links lead in a circle"),
    errno.EIO: marked("the disk does not answer as it should"),
    errno.EMFILE: marked("too many files are open"),
}


def severity(problem: Problem) -> Severity:
    found = RULES[problem.code].severity
    return D if found is E and problem.is_spared else found


def graded(problem: Problem) -> str:
    """How bad it is, and its code: `error[phone-invalid]`."""
    return f"{told(_GRADES[severity(problem)])}[{problem.code}]"


def words(problem: Problem) -> str:
    """What is wrong, in a sentence of the language that is spoken."""
    return _filled(RULES[problem.code].words, dict(problem.values))


def cure(problem: Problem) -> str:
    """What to do about it."""
    rule, values = RULES[problem.code], dict(problem.values)
    return _filled(rule.cure_near if values.get("near") and rule.cure_near else rule.cure, values)


def helped(problem: Problem) -> str:
    """The cure, as the line under a problem."""
    return told("  help: {cure}", cure=cure(problem))


def refusal(error: OSError) -> str:
    """Why a machine refuses, for `told` and `detail`; what is not met every day is in the system's words."""
    return _REFUSALS.get(error.errno or 0) or error.strerror or str(error)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return told(text).format_map({name: shown(value) for name, value in values.items()})


def shown(value: str) -> str:
    """An author's words as they are; a detail in the language that is spoken."""
    text, values = parted(value)
    return _filled(text, values) if text else value
