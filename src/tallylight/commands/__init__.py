"""One module a command, each with `run(args) -> int`: call one function of the parts below, and render what it returns.

In: the parsed command line. Out: text or JSON on standard output, messages on standard error, an exit code.
What several commands share is in `common`.
"""
