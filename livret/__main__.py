"""`python -m livret` is `livret`."""

from livret.cli import main

main()
