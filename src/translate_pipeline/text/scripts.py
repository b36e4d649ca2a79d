"""Scripts that are not written as words between spaces."""

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff"
)
"""Scripts without spaces between words, and Korean, whose particles are written together with
them, for a class of characters: every letter is a word."""
