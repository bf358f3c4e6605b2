"""From a parallel corpus to Argos packages: `python -m training prepare|train|package|score`."""
