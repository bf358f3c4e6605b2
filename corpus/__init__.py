"""The four-way corpus (English, Kazakh, Russian, Uyghur): its rows, their checks and their statistics.

`python -m corpus.check` finds faults, `python -m corpus.stats` counts; DATASHEET.md says how the rows were made.
"""
