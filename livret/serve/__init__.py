"""The preview: save a file, see the page. A mistake is a page too, which goes away when it is mended.

1. `follow` tells that something was saved.
2. `preview` reads the site, on a thread of its own, and makes what is asked for; what nobody asks for yet it prepares when it has nothing to do.
3. `draft` is the site as one reading found it, with the files made of it: makers and bytes are those of a build.
4. `moment` is how the files lay when the reading began, so that no answer mixes what was before a change with what came after.
5. `server` brings it to the browser; `failure` is the page for what cannot be shown, `sources` what is wrong in the sources of one page.
6. `here` says who is answered. Who asks for it writes in the browser: `desk` saves a text, `at_hand` is what stands around it, `editing` brings both to the
   page (`editor.js`, `editor.css`).
"""
