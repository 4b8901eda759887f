"""Editing in the preview: forms that become changes of the source text, for this machine alone.

The forms are another door to what `okrsite checkin`, `okrsite new` and `okrsite cycle` write. What
a form comes to is checked by the real rules, shown as a difference, and written only then.
"""
