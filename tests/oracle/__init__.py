"""A second, independent calculation of what the portal's numbers mean.

It shares nothing with the generator of the site but the two pages that define the content format
and the numbers. Where both calculations agree on random organisations, a figure is as the pages
say; where they differ, one of the two, or the page, is wrong. READINGS.md lists where the pages
left a choice.
"""
