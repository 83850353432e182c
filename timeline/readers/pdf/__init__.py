"""What PDF needs: `apart` runs its library within limits, `layout` and `hyphens` make text of lines on pages."""
