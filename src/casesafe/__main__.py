"""`python -m casesafe`."""

from casesafe.cli.main import main

if __name__ == "__main__":
    main()
