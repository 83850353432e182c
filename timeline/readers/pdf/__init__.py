"""What PDF needs: `apart` runs its library within limits, `layout` makes text of what the library finds on pages.

`lines` → `edges` → `columns` → `paragraphs` → `layout`, with `hyphens` for the words that lines break.
"""
