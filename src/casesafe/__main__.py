"""`python -m casesafe`."""

from casesafe.cli.main import entry

if __name__ == "__main__":
    entry()
