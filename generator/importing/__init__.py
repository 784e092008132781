"""An existing regulation, as text or DOCX, with all its defects → a clean source of this tool.

The flow: `decode` or `docx_text` give lines; `furniture` sets aside what is no regulation; `marks`
and `candidates` find every numbering that a line might carry; `sequence` chooses which of them are
meant and how they nest; `tree` hangs the text on them; `roles` says which level is a chapter, an
article, an item; `outline` is the result, which `numbers`, `text_repairs`, `findings` and
`intervals` examine and `to_source` writes as YAML.

Two laws hold throughout. Nothing is lost: every character of the input stands in the outline or in
the residue. Nothing is silently changed: what differs from the input is listed as a repair.
"""
