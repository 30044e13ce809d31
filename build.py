from livret.__main__ import run

run(__name__)
