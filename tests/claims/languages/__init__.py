"""The languages that claims are read in: how one is told, what it must have, and that a second one can be added."""
